namespace SupportBot.Core.Storage;

/// <summary>The keys by which a host protects cookies, as XML.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="clock">The clock.</param>
public sealed class DataKeyStore(Database database, TimeProvider clock)
{
    /// <summary>All keys, the oldest first.</summary>
    public Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(session => session.QueryAsync<string>(
            "SELECT xml FROM data_key ORDER BY created_at, id"), cancellationToken);

    /// <summary>Adds a key; one with the same name is unchanged.</summary>
    public Task AddAsync(string id, string xml, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.ExecuteAsync(
            "INSERT INTO data_key (id, xml, created_at) VALUES (@id, @xml, @createdAt) ON CONFLICT (id) DO NOTHING",
            new { id, xml, createdAt = clock.GetUtcNow().ToUnixTimeMilliseconds() }), cancellationToken);
}
