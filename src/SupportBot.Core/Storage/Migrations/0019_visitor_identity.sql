-- Who a visitor is by the word of the site, verified. "claims" is a JSON object of further small claims.
CREATE TABLE visitor_identity (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT,
    email TEXT,
    claims TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    revoked_at BIGINT,
    PRIMARY KEY (brand, conversation_id)
);
CREATE INDEX visitor_identity_by_subject ON visitor_identity (brand, subject);
CREATE INDEX visitor_identity_revoked ON visitor_identity (brand, revoked_at) WHERE revoked_at IS NOT NULL;

-- Identities that were issued before "revoked_at" no longer count. By a hash, since the row outlives the subject's data.
CREATE TABLE identity_revocation (
    brand TEXT NOT NULL,
    subject_hash TEXT NOT NULL,
    revoked_at BIGINT NOT NULL,
    PRIMARY KEY (brand, subject_hash)
)
