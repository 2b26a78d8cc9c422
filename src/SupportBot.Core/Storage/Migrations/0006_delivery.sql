-- What the bot said on a channel that it has to call, and what became of each: waiting, sending, then sent, stopped,
-- failed, or uncertain. One that a stop of the process found sending is uncertain, since it may have been said.
CREATE TABLE delivery (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    channel_activity_id TEXT,
    problem TEXT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, number)
);
CREATE INDEX delivery_open ON delivery (brand, conversation_id, number) WHERE state IN ('waiting', 'sending');

-- The channel's id of the reply that a turn began to show while it was made.
ALTER TABLE turn ADD COLUMN stream_id TEXT
