-- Embeddings trained on a brand's documents. The artefact is null where the trial against BM25 alone was lost; the row
-- stays, so that the same text is not trained on again. Fingerprints: 8 bytes a chunk that it was trained on.
CREATE TABLE embeddings (
    brand TEXT NOT NULL,
    hash TEXT NOT NULL,
    artefact BLOB NULL,
    fingerprints BLOB NOT NULL,
    questions INTEGER NOT NULL,
    hybrid_ndcg DOUBLE PRECISION NOT NULL,
    bm25_ndcg DOUBLE PRECISION NOT NULL,
    trained_at BIGINT NOT NULL,
    PRIMARY KEY (brand, hash)
);

-- Work that one process at a time does. A holder that dies loses its lease when it runs out.
CREATE TABLE leases (
    brand TEXT NOT NULL,
    name TEXT NOT NULL,
    holder TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (brand, name)
)
