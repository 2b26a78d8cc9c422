using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>Vectors that cost money or time, by the hash of their text.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="model">Hash of the model: vectors of different models are never mixed.</param>
public sealed class VectorCache(Database database, string brand, string model)
{
    /// <summary>SHA-256 in lower-case hex.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <returns>Those that are there, by text hash.</returns>
    public async Task<Dictionary<string, float[]>> ReadAsync(IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Row>(
            "SELECT text_hash AS TextHash, vector AS Vector FROM embedding_cache WHERE brand = @brand AND model = @model AND text_hash IN @hashes",
            new { brand, model, hashes }), cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.TextHash, row => MemoryMarshal.Cast<byte, float>(row.Vector).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Keeps vectors, by text hash; those that are there stay.</summary>
    public Task SaveAsync(IEnumerable<KeyValuePair<string, float[]>> vectors, CancellationToken cancellationToken) => database.WriteAsync(async session =>
    {
        foreach (var (hash, vector) in vectors)
            await session.ExecuteAsync(
                "INSERT INTO embedding_cache (brand, model, text_hash, vector) VALUES (@brand, @model, @hash, @bytes) ON CONFLICT DO NOTHING",
                new { brand, model, hash, bytes = MemoryMarshal.AsBytes<float>(vector).ToArray() }).ConfigureAwait(false);
    }, cancellationToken);

    private sealed record Row(string TextHash, byte[] Vector);
}
