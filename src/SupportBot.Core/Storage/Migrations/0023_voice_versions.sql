-- Tuned models that write in the brand's voice, numbered per brand. "model" is the name in calls; evaluation is JSON.
CREATE TABLE voice_version (
    brand TEXT NOT NULL,
    number INTEGER NOT NULL,
    route TEXT NOT NULL,
    base_model TEXT NOT NULL,
    dataset TEXT NOT NULL,
    job_id TEXT NOT NULL DEFAULT '',
    tuned_model TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    share INTEGER NOT NULL DEFAULT 0,
    replaces INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    evaluation TEXT,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (brand, number)
);

-- Live replies since a version left the evaluation, by who wrote them: the version, or what it is compared with.
CREATE TABLE voice_reply_count (
    brand TEXT NOT NULL,
    number INTEGER NOT NULL,
    writer TEXT NOT NULL,
    replies INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    PRIMARY KEY (brand, number, writer)
);
