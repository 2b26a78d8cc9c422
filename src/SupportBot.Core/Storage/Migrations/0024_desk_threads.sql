-- A case's thread at a desk outside of this host. "shown" and "sequence" are the last entry of the conversation's log and
-- the last event that the thread shows. While something is sent, "sending" says what: root or relay; "through" and
-- "through_sequence" are what the thread shows afterwards. "card" is a hash of the card as it is shown, and "unconfirmed"
-- counts messages whose delivery is unconfirmed and that the thread does not speak of yet; "doubtful" such first messages.
CREATE TABLE desk_thread (
    brand TEXT NOT NULL,
    case_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    thread_id TEXT,
    root_id TEXT,
    shown BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    sending TEXT NOT NULL,
    through BIGINT NOT NULL,
    through_sequence BIGINT NOT NULL,
    card TEXT NOT NULL,
    unconfirmed INTEGER NOT NULL,
    doubtful INTEGER NOT NULL,
    PRIMARY KEY (brand, case_id)
);
CREATE UNIQUE INDEX desk_thread_by_thread ON desk_thread (brand, thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX desk_thread_by_conversation ON desk_thread (brand, conversation_id, number);

-- Agents who have worked in a channel, with the channel's id of them.
CREATE TABLE desk_member (
    brand TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    PRIMARY KEY (brand, agent_id)
);
