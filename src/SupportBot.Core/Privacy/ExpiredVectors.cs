using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Vectors of sections and blocks that have not been used for the retention period, because their text or model is no
// longer in use.
internal static class ExpiredVectors
{
    private const int Batch = 50;

    // Returns the number of removed vectors.
    public static Task<int> RemoveAsync(Session session, string brand, DateTimeOffset before) => session.ExecuteAsync(
        """
        DELETE FROM passage_vectors WHERE brand = @brand AND (model, text_hash) IN
            (SELECT model, text_hash FROM passage_vectors WHERE brand = @brand AND used_at < @before LIMIT @Batch)
        """, new { brand, before = before.ToUnixTimeMilliseconds(), Batch });
}
