-- Files that visitors and agents sent. "number" is that of the log entry that shows the file, or the last one before.
CREATE TABLE attachment (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    -- Last, so that the other columns are read without it.
    content BLOB NOT NULL,
    PRIMARY KEY (brand, conversation_id, id)
)
