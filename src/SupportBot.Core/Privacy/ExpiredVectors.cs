using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Vectors that have not been used for the retention period, because their text or model is no longer in use.
internal static class ExpiredVectors
{
    private const int Batch = 50;

    // Returns the number of removed vectors.
    public static async Task<int> RemoveAsync(Session session, string brand, DateTimeOffset before)
    {
        var unused = await session.QueryAsync<(string Model, string TextHash)>(
            """
            DELETE FROM embedding_use WHERE brand = @brand AND (model, text_hash) IN
                (SELECT model, text_hash FROM embedding_use WHERE brand = @brand AND used_at < @before LIMIT @Batch)
            RETURNING model, text_hash
            """, new { brand, before = before.ToUnixTimeMilliseconds(), Batch }).ConfigureAwait(false);
        foreach (var (model, hash) in unused)
            await session.ExecuteAsync(
                "DELETE FROM embedding_cache WHERE brand = @brand AND model = @model AND text_hash = @hash",
                new { brand, model, hash }).ConfigureAwait(false);
        return unused.Count;
    }
}
