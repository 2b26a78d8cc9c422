CREATE TABLE conversation (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    owner TEXT NOT NULL,
    user_id TEXT,
    user_name TEXT,
    locale TEXT,
    started_at BIGINT NOT NULL,
    last_number BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);

-- The log. Numbers are given under the conversation's row, so whoever sees a number sees all before it.
CREATE TABLE activity (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    activity_id TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    client_id TEXT,
    visible INTEGER NOT NULL,
    json TEXT NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (brand, conversation_id, number)
);
-- Each index costs a page of the write-ahead log a message. Where an activity is looked for by its id, which is rare, its
-- conversation is gone through.
CREATE UNIQUE INDEX activity_by_client ON activity (brand, conversation_id, sender_id, client_id) WHERE client_id IS NOT NULL;

-- One for each activity that a user or channel sent: accepted, then done or failed together with its replies.
CREATE TABLE turn (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    wait_seconds BIGINT NOT NULL,
    state TEXT NOT NULL,
    accepted_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (brand, conversation_id, number)
);
CREATE INDEX turn_unfinished ON turn (brand, conversation_id, number) WHERE state = 'accepted';
CREATE INDEX turn_by_user ON turn (brand, user_id, accepted_at) WHERE kind = 'message' AND wait_seconds = 0;

-- What was answered, for the next turn, for feedback and for the audit. The answer is the JSON of ask --json.
CREATE TABLE reply (
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    activity_id TEXT NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (brand, conversation_id, number)
)
