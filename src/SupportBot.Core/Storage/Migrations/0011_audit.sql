-- One row a reply. The columns say of it what is no content; the commitment is a salted hash of the content. The sealer
-- gives each its position in the chain, and the chain's hash there.
CREATE TABLE audit_record (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    commitment TEXT NOT NULL,
    erased_at BIGINT,
    erased_reason TEXT,
    position BIGINT,
    sealed_at BIGINT,
    hash TEXT,
    PRIMARY KEY (brand, id),
    UNIQUE (brand, conversation_id, number)
);
-- Also finds what waits for its seal: many may have no position.
CREATE UNIQUE INDEX audit_record_by_position ON audit_record (brand, position);

-- What was asked, found and said. It leaves when it is erased; the commitment stays, and without the salt tells nothing.
CREATE TABLE audit_content (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    salt BLOB NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (brand, id)
);

-- The end of the chain, signed with a key that is not in the database.
CREATE TABLE audit_head (
    brand TEXT NOT NULL,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (brand)
);

-- Document versions that some record names; they stay when a newer one goes live.
CREATE TABLE audited_version (
    brand TEXT NOT NULL,
    document_id TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (brand, document_id, version)
)
