-- Vectors of sections and of their blocks by the hash of their text, so that none is made twice. A row with a scale
-- holds a signed byte a component, each a multiple of the scale; rows of before have none and hold floats. used_at:
-- when the vector was last wanted, to some days.
CREATE TABLE passage_vectors (
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    scale DOUBLE PRECISION NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (brand, model, text_hash)
) WITHOUT ROWID;
INSERT INTO passage_vectors (brand, model, text_hash, used_at, vector)
SELECT c.brand, c.model, c.text_hash, COALESCE(u.used_at, 0), c.vector FROM embedding_cache c
LEFT JOIN embedding_use u ON u.brand = c.brand AND u.model = c.model AND u.text_hash = c.text_hash;
DROP TABLE embedding_cache;
DROP TABLE embedding_use
