-- The blocks of a chunk: a letter for the kind of each, and its length. Empty for chunks of before.
ALTER TABLE chunks ADD COLUMN outline TEXT NOT NULL DEFAULT ''
