CREATE TABLE feedback (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    helpful INTEGER NOT NULL,
    comment TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, activity_id, user_id)
);
CREATE INDEX feedback_by_time ON feedback (brand, given_at)
