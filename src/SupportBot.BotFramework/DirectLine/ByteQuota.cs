using System.Net;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// How much may be stored within a time window for a conversation, a visitor, a network address, and in all. The counts
/// are in memory; that of a conversation begins with what its log holds, so a restart does not clear it.
/// </summary>
internal sealed class ByteQuota(
    DirectLineOptions options, IDirectLineConversations conversations, DirectLineMetrics metrics, TimeProvider clock)
{
    /// <summary>What an activity takes beside its JSON: its turn, the indices, and the shortest reply.</summary>
    private const int Overhead = 1024;

    private readonly SlidingTotals _stored = new(options.QuotaWindow, clock);

    /// <summary>What counts for a post.</summary>
    /// <param name="identity">What the caller's credential allows.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="address">The caller's network address; null for one that is not counted.</param>
    public IReadOnlyList<Allowance> For(DirectLineIdentity identity, string conversationId, IPAddress? address)
    {
        List<Allowance> all = [new("conversation", Key(conversationId), options.BytesPerVisitor)];
        if (identity.UserId is { } user) all.Add(new Allowance("visitor", $"u:{user}", options.BytesPerVisitor));
        all.AddRange(AddressRanges.Of(address, options.BytesPerVisitor * options.VisitorsPerAddress));
        all.Add(new Allowance("host", "", options.BytesPerHost));
        return all;
    }

    /// <summary>Whether not even the smallest activity fits, which is known before a body is read.</summary>
    public Shortage? UsedUp(IReadOnlyList<Allowance> allowances) => Counted(_stored.Probe(allowances, Overhead));

    /// <summary>Counts an activity that is about to be stored.</summary>
    /// <returns>Why it must not be stored; null where it may.</returns>
    public async Task<Shortage?> TakeAsync(
        IReadOnlyList<Allowance> allowances, string conversationId, int bytes, CancellationToken cancellationToken)
    {
        if (!_stored.Knows(Key(conversationId)))
        {
            var since = clock.GetUtcNow() - options.QuotaWindow;
            var stored = await conversations
                .StoredSinceAsync(conversationId, since, cancellationToken)
                .ConfigureAwait(false);
            _stored.Seed(Key(conversationId), stored.Bytes + stored.Activities * Overhead);
        }
        if (_stored.TryAdd(allowances, bytes + Overhead) is { } shortage) return Counted(shortage);
        metrics.Stored(bytes);
        return null;
    }

    /// <summary>Takes back the count of an activity that was not stored.</summary>
    public void Return(IReadOnlyList<Allowance> allowances, int bytes) => _stored.Return(allowances, bytes + Overhead);

    private Shortage? Counted(Shortage? shortage)
    {
        if (shortage is not null) metrics.PostRefused(shortage.Allowance.Scope);
        return shortage;
    }

    private static string Key(string conversationId) => $"c:{conversationId}";
}
