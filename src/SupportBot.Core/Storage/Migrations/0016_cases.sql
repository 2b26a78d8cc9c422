-- One row per escalation. "number" is the log's number at which it began, "ended_number" where the bot took over again.
CREATE TABLE handoff_case (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    skill TEXT NOT NULL DEFAULT '',
    agent_id TEXT,
    opened_at BIGINT NOT NULL,
    assigned_at BIGINT,
    customer_at BIGINT NOT NULL,
    agent_at BIGINT,
    snoozed_until BIGINT,
    ended_at BIGINT,
    ended_number BIGINT,
    rating INTEGER,
    rating_reason TEXT,
    rating_comment TEXT,
    PRIMARY KEY (brand, id)
);
CREATE UNIQUE INDEX handoff_case_open ON handoff_case (brand, conversation_id)
    WHERE state IN ('offered', 'waiting', 'assigned', 'active', 'snoozed');
CREATE INDEX handoff_case_by_state ON handoff_case (brand, state, opened_at);

-- What happened to cases, in the order of commits: desks replay it from a sequence number. "number" is that of the
-- conversation's log.
CREATE TABLE case_event (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    brand TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    agent_id TEXT,
    text TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX case_event_by_case ON case_event (brand, case_id, sequence);
CREATE INDEX case_event_by_conversation ON case_event (brand, conversation_id, number);

CREATE TABLE agent (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    photo_url TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    skills TEXT NOT NULL,
    languages TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);

-- Forms shown to customers. Each is used once: "state" is open, sent or closed.
CREATE TABLE contact_form (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    case_id TEXT,
    question TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    PRIMARY KEY (brand, id)
);
CREATE INDEX contact_form_by_conversation ON contact_form (brand, conversation_id, kind);

-- What such a form sends, one row per route. "state" is waiting, sending, sent, failed or unconfirmed.
CREATE TABLE contact_message (
    brand TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    route TEXT NOT NULL,
    ticket TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    problem TEXT,
    PRIMARY KEY (brand, id)
);
CREATE INDEX contact_message_waiting ON contact_message (brand, next_at) WHERE state = 'waiting';
CREATE INDEX contact_message_by_time ON contact_message (brand, created_at);
