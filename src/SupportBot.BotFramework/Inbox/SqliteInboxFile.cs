using Microsoft.Data.Sqlite;

namespace SupportBot.BotFramework.Inbox;

// Every write is on disk when its call returns.
internal sealed class SqliteInboxFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Lock _lock = new();
    private readonly long _last;

    public SqliteInboxFile(string path)
    {
        _connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS activity (
                number INTEGER PRIMARY KEY, channel TEXT NOT NULL, conversation TEXT NOT NULL, id TEXT,
                json BLOB NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, is_done INTEGER NOT NULL DEFAULT 0,
                UNIQUE (channel, conversation, id));
            CREATE TABLE IF NOT EXISTS reply (
                number INTEGER PRIMARY KEY, conversation TEXT NOT NULL, json BLOB NOT NULL,
                is_begun INTEGER NOT NULL DEFAULT 0, is_done INTEGER NOT NULL DEFAULT 0);
            """);
        _last = (long)Scalar("SELECT COALESCE(MAX(number), 0) FROM activity")!;
        AbandonedReplies = Execute("UPDATE reply SET is_done = 1 WHERE is_begun = 1 AND is_done = 0");
    }

    // Number of replies that an earlier process was sending when it ended.
    public int AbandonedReplies { get; }

    // Returns null for a duplicate.
    public long? AddActivity(string channel, string conversation, string? id, byte[] json) => (long?)Scalar(
        """
        INSERT INTO activity (channel, conversation, id, json) VALUES ($channel, $conversation, $id, $json)
        ON CONFLICT DO NOTHING RETURNING number
        """,
        ("$channel", channel), ("$conversation", conversation), ("$id", id), ("$json", json));

    // Activities of earlier processes only, in order.
    public IReadOnlyList<(long Number, byte[] Json)> UnfinishedTurns() => Rows(
        "SELECT number, json FROM activity WHERE is_done = 0 AND number <= $last ORDER BY number", ("$last", _last));

    // Returns the number of attempts, including this one.
    public long BeginTurn(long number) => (long)Scalar(
        "UPDATE activity SET attempts = attempts + 1 WHERE number = $number RETURNING attempts", ("$number", number))!;

    public void EndTurn(long number, string conversation, IEnumerable<byte[]> replies)
    {
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            Execute("UPDATE activity SET is_done = 1 WHERE number = $number", ("$number", number));
            foreach (var json in replies)
                Execute(
                    "INSERT INTO reply (conversation, json) VALUES ($conversation, $json)",
                    ("$conversation", conversation), ("$json", json));
            transaction.Commit();
        }
    }

    public IReadOnlyList<string> ConversationsWithReplies()
    {
        lock (_lock)
        {
            using var command = Command("SELECT DISTINCT conversation FROM reply WHERE is_begun = 0 AND is_done = 0");
            using var reader = command.ExecuteReader();
            var conversations = new List<string>();
            while (reader.Read()) conversations.Add(reader.GetString(0));
            return conversations;
        }
    }

    public (long Number, byte[] Json)? TakeReply(string conversation) => Rows(
        """
        UPDATE reply SET is_begun = 1 WHERE number =
            (SELECT MIN(number) FROM reply WHERE conversation = $conversation AND is_begun = 0)
        RETURNING number, json
        """,
        ("$conversation", conversation)) is [var next] ? next : null;

    public void EndReply(long number) =>
        Execute("UPDATE reply SET is_done = 1 WHERE number = $number", ("$number", number));

    public void Dispose() => _connection.Dispose();

    private int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        lock (_lock)
        {
            using var command = Command(sql, parameters);
            return command.ExecuteNonQuery();
        }
    }

    private object? Scalar(string sql, params (string Name, object? Value)[] parameters)
    {
        lock (_lock)
        {
            using var command = Command(sql, parameters);
            return command.ExecuteScalar();
        }
    }

    private List<(long, byte[])> Rows(string sql, params (string Name, object? Value)[] parameters)
    {
        lock (_lock)
        {
            using var command = Command(sql, parameters);
            using var reader = command.ExecuteReader();
            var rows = new List<(long, byte[])>();
            while (reader.Read()) rows.Add((reader.GetInt64(0), (byte[])reader.GetValue(1)));
            return rows;
        }
    }

    private SqliteCommand Command(string sql, params (string Name, object? Value)[] parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
