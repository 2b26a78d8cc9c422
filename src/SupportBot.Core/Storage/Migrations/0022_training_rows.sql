-- Examples of questions and answers to train a voice on. "sources" is a JSON list of passages. A row that comes from a
-- conversation names it, and leaves with it; "number" is that of the log entry that it was taken from.
CREATE TABLE training_row (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    question TEXT NOT NULL,
    sources TEXT NOT NULL,
    answer TEXT NOT NULL,
    revision BIGINT NOT NULL,
    conversation_id TEXT,
    number BIGINT,
    case_id TEXT,
    audit_id TEXT,
    created_at BIGINT NOT NULL,
    reviewed_at BIGINT,
    reviewed_by TEXT,
    PRIMARY KEY (brand, id)
);
CREATE UNIQUE INDEX training_row_by_conversation ON training_row (brand, conversation_id, number)
    WHERE conversation_id IS NOT NULL;

-- A set of rows as it was exported, by the hash of its content. Its rows are named without their text, so that a
-- version tells which of them were erased since.
CREATE TABLE dataset (
    brand TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (brand, hash)
);
CREATE TABLE dataset_row (
    brand TEXT NOT NULL,
    dataset_hash TEXT NOT NULL,
    row_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    is_validation INTEGER NOT NULL,
    PRIMARY KEY (brand, dataset_hash, row_id)
);
CREATE TABLE dataset_file (
    brand TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    dataset_hash TEXT NOT NULL,
    format TEXT NOT NULL,
    is_validation INTEGER NOT NULL,
    lines BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (brand, sha256)
);
