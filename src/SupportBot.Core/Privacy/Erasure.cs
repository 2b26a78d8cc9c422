using SupportBot.Core.Audit;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Privacy;

/// <summary>Erases conversations so that none of their text remains in the database's files.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="clock">The clock.</param>
public sealed class Erasure(Database database, string brand, TimeProvider clock)
{
    /// <summary>
    /// Erases conversations from all tables, each in its own write; audit records and their chain stay without content.
    /// Then rewrites the database files. An interrupted erasure is completed by running it again.
    /// </summary>
    /// <param name="conversationIds">The conversations.</param>
    /// <param name="reason">Why, for whoever reads the audit.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of conversations that existed.</returns>
    /// <exception cref="StorageException">The conversations may be gone, but not from the files.</exception>
    public async Task<int> EraseAsync(
        IReadOnlyList<string> conversationIds, string reason, CancellationToken cancellationToken = default)
    {
        var found = 0;
        foreach (var id in conversationIds)
            if (await database.WriteAsync(
                session => EraseAsync(session, id, reason), cancellationToken).ConfigureAwait(false) > 0) found++;
        Failpoint.Reach(Failpoint.ConversationErased);
        await database.ScrubAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    private async Task<int> EraseAsync(Session session, string conversationId, string reason) =>
        await ConversationTables.DeleteAsync(session, brand, conversationId).ConfigureAwait(false)
        + await AuditTable.EraseAsync(session, brand, conversationId, reason, clock.GetUtcNow()).ConfigureAwait(false);
}
