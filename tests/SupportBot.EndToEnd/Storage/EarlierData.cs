using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace SupportBot.EndToEnd.Storage;

/// <summary>The data folder in <c>Earlier</c>, which an earlier program left: see make-earlier.sh.</summary>
internal static class EarlierData
{
    private static readonly string Source =
        Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.EndToEnd", "Storage", "Earlier");

    /// <summary>The token and the conversation of the visitor who asked a question then.</summary>
    public static (string Token, string Conversation) Visitor { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Source, "visitor.json"))) is { } visitor
            ? (visitor["token"]!.GetValue<string>(), visitor["conversationId"]!.GetValue<string>())
            : default;

    /// <summary>Makes the folder as the earlier program left it.</summary>
    /// <param name="data">The data folder to make.</param>
    /// <param name="docs">The documentation folder that it was reading.</param>
    public static async Task MakeAsync(string data, string docs)
    {
        Directory.CreateDirectory(data);
        foreach (var key in (string[])["audit.key", "webchat.key"])
            File.Copy(Path.Combine(Source, key), Path.Combine(data, key));
        var sql = await File.ReadAllTextAsync(
            Path.Combine(Source, "supportbot.sql"), TestContext.Current.CancellationToken);
        await using var connection = await OpenAsync(data);
        await RunAsync(connection, "PRAGMA journal_mode=WAL");
        await RunAsync(connection, sql.Replace("{docs}", docs, StringComparison.Ordinal));
    }

    /// <summary>The number of the last migration of a database.</summary>
    public static async Task<long> VersionAsync(string data)
    {
        await using var connection = await OpenAsync(data);
        return (long)(await RunAsync(connection, "PRAGMA user_version"))!;
    }

    /// <summary>Makes a database one of a newer program.</summary>
    public static async Task SetVersionAsync(string data, long version)
    {
        await using var connection = await OpenAsync(data);
        await RunAsync(connection, $"PRAGMA user_version={version}");
    }

    private static async Task<SqliteConnection> OpenAsync(string data)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, "supportbot.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<object?> RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
