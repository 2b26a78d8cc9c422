-- How often a turn that an earlier process had not ended was taken up again.
ALTER TABLE turn ADD COLUMN restarts INTEGER NOT NULL DEFAULT 0
