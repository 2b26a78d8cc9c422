-- Each change of a brand's documents takes the next position; a follower asks for what lies after the one it has reached.
-- Positions begin at the time of the first change in microseconds, so that those of another database are never taken for these.
CREATE TABLE knowledge (
    brand TEXT NOT NULL PRIMARY KEY,
    first_position BIGINT NOT NULL,
    position BIGINT NOT NULL
);

-- One row a document that is or was there; live_version is null once it is deleted.
CREATE TABLE documents (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    live_version BIGINT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);
CREATE UNIQUE INDEX documents_by_position ON documents (brand, position);

-- A version's number is the position at which it went live. Its sections are a JSON list, as read.
CREATE TABLE document_versions (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    audience TEXT NOT NULL,
    language TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    sections TEXT NOT NULL,
    chunk_count INTEGER NOT NULL,
    ingested_at BIGINT NOT NULL,
    PRIMARY KEY (brand, document_id, version)
);

CREATE TABLE chunks (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    ordinal INTEGER NOT NULL,
    section TEXT NOT NULL,
    url TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (brand, document_id, version, ordinal)
)
