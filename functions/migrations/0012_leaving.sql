-- Why somebody went out who should stay in, as the guard chose it; empty where nobody of the party was in observation.
ALTER TABLE checkpoint_pass ADD COLUMN reason TEXT
  CHECK (reason IS NULL OR (direction = 'out' AND reason IN ('clinic', 'village', 'family', 'left')));
