-- What a call or visit that met somebody found besides: they are not home yet, or left before the end.
ALTER TABLE contact ADD COLUMN stands TEXT CHECK (stands IS NULL OR (stands IN ('not-home', 'left') AND outcome = 'reached'));
