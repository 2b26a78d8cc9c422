using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

// Identities of visitors who got a token and never started the conversation. Others leave with their conversation.
internal static class ExpiredIdentities
{
    private const int Batch = 50;

    // Returns the number of removed identities.
    public static Task<int> RemoveAsync(Session session, string brand, DateTimeOffset before) => session.ExecuteAsync(
        """
        DELETE FROM visitor_identity WHERE brand = @brand AND conversation_id IN
            (SELECT i.conversation_id FROM visitor_identity i
                WHERE i.brand = @brand AND i.verified_at < @before AND NOT EXISTS (SELECT 1 FROM conversation c
                    WHERE c.brand = i.brand AND c.id = i.conversation_id) LIMIT @Batch)
        """, new { brand, before = before.ToUnixTimeMilliseconds(), Batch });
}
