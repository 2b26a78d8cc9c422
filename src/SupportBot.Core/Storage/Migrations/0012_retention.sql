-- When a record last named the version, to a day or so: it can leave once all such records have lost their content.
ALTER TABLE audited_version ADD COLUMN cited_at BIGINT NOT NULL DEFAULT 0;
UPDATE audited_version SET cited_at = COALESCE((SELECT MAX(recorded_at) FROM audit_record), 0);

-- When a vector was last wanted, to a day or so. Beside the vectors, since noting it there would write them anew.
CREATE TABLE embedding_use (
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (brand, model, text_hash)
);
INSERT INTO embedding_use (brand, model, text_hash, used_at)
SELECT brand, model, text_hash, COALESCE((SELECT MAX(ingested_at) FROM document_versions), 0) FROM embedding_cache;

-- The day of the prices that the cost was last counted with.
ALTER TABLE usage ADD COLUMN prices_of TEXT NOT NULL DEFAULT ''
