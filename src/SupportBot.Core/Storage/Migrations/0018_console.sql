-- Keys that protect the console's cookies, in the XML of ASP.NET Core's data protection.
CREATE TABLE data_key (
    id TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL,
    created_at BIGINT NOT NULL
)
