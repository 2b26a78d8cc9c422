-- A row while case events go to a webhook: only then are they stored.
CREATE TABLE case_webhook (
    brand TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
);

-- Events for the webhook, each stored in the transaction of its case's change. "sequence" counts those of a case from 1;
-- "number" is that of the conversation's log; "content" is the JSON that is sent. "state" is waiting, sent or failed.
-- "next_at" is the next attempt, and while one is made the time from which it counts as lost.
CREATE TABLE case_webhook_event (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    problem TEXT,
    PRIMARY KEY (brand, id)
);
CREATE UNIQUE INDEX case_webhook_event_by_case ON case_webhook_event (brand, case_id, sequence);
CREATE INDEX case_webhook_event_by_conversation ON case_webhook_event (brand, conversation_id, number);
CREATE INDEX case_webhook_event_waiting ON case_webhook_event (brand, next_at) WHERE state = 'waiting';
