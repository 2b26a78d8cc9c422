using Dapper;

namespace SupportBot.Core.Storage;

// Numbered SQL files (0001_knowledge.sql, …). Each is applied once, in order, in its own transaction.
internal static class Migrations
{
    public static async Task ApplyAsync(PreparedConnection connection)
    {
        var known = Read();
        var version = await VersionAsync(connection).ConfigureAwait(false);
        if (known.Count > 0 && version > known[^1].Number)
            throw new StorageException(StorageFault.Unusable,
                $"The database is of version {version}, this program knows up to {known[^1].Number}. "
                    + "Start the newer program, or restore an older backup.");

        foreach (var (number, sql) in known.Where(m => m.Number > version))
        {
            connection.Run("BEGIN IMMEDIATE");
            if (await VersionAsync(connection).ConfigureAwait(false) < number)
                await connection.ExecuteAsync($"{sql}; PRAGMA user_version={number};").ConfigureAwait(false);
            connection.Run("COMMIT");
        }
    }

    // 0 for a database without tables.
    public static Task<long> VersionAsync(PreparedConnection connection) =>
        connection.ExecuteScalarAsync<long>("PRAGMA user_version");

    private static List<(int Number, string Sql)> Read()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
                (int.Parse(name.AsSpan(0, 4), provider: null), ReadText(assembly.GetManifestResourceStream(name)!)))];
    }

    private static string ReadText(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
