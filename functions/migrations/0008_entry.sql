-- When the answers were written down, where that was before they were entered, as on a sheet of paper; UTC milliseconds.
ALTER TABLE submission ADD COLUMN observed_at INTEGER;
