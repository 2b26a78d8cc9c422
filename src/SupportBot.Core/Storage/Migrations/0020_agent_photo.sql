-- An agent's picture, a small JPEG; photo_url names it.
ALTER TABLE agent ADD COLUMN photo BLOB;
