-- The message that asked, by the channel's id, and whether it was taken back: deleted, or asked anew by an edit.
ALTER TABLE reply ADD COLUMN message_id TEXT;
ALTER TABLE reply ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;

-- An edit that is answered counts like a message.
DROP INDEX turn_by_user;
CREATE INDEX turn_by_user ON turn (brand, user_id, accepted_at) WHERE kind IN ('message', 'messageUpdate') AND wait_seconds = 0;

-- What people attached to what the bot said, as it is: a heart is no opinion about an answer.
CREATE TABLE reaction (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, activity_id, user_id, type)
)
