-- What language models took, a row a day (UTC) and model. Calls that run count with the most they can take.
-- cost is in millionths of the currency of the configured prices.
CREATE TABLE usage (
    brand TEXT NOT NULL,
    day TEXT NOT NULL,
    model TEXT NOT NULL,
    calls BIGINT NOT NULL,
    prompt_tokens BIGINT NOT NULL,
    completion_tokens BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    PRIMARY KEY (brand, day, model)
);

-- Vectors by the hash of their text, so that no text is sent to a paid model twice.
CREATE TABLE embedding_cache (
    brand TEXT NOT NULL,
    model TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (brand, model, text_hash)
)
