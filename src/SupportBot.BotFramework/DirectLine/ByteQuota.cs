using System.Net;

namespace SupportBot.BotFramework.DirectLine;

// Limits the bytes that are stored per conversation, visitor, network address and host within a time window. Totals
// are in memory; that of a conversation starts from its log, so a restart does not reset it.
internal sealed class ByteQuota(
    DirectLineOptions options, IDirectLineConversations conversations, DirectLineMetrics metrics, TimeProvider clock)
{
    // Bytes that an activity takes besides its JSON: its turn, the indexes and the shortest reply.
    private const int Overhead = 1024;

    private readonly SlidingTotals _stored = new(options.QuotaWindow, clock);

    public IReadOnlyList<Allowance> AllowancesFor(
        DirectLineIdentity identity, string conversationId, IPAddress? address)
    {
        List<Allowance> all = [new("conversation", Key(conversationId), options.BytesPerVisitor)];
        if (identity.UserId is { } user) all.Add(new Allowance("visitor", $"u:{user}", options.BytesPerVisitor));
        all.AddRange(AddressRanges.Of(address, options.BytesPerVisitor * options.VisitorsPerAddress));
        all.Add(new Allowance("host", "", options.BytesPerHost));
        return all;
    }

    // Checks, before the body is read, whether even the smallest activity would exceed a limit.
    public Shortage? FindExhausted(IReadOnlyList<Allowance> allowances) =>
        CountRefusal(_stored.Probe(allowances, Overhead));

    public async Task<Shortage?> TakeAsync(
        IReadOnlyList<Allowance> allowances, string conversationId, int bytes, CancellationToken cancellationToken)
    {
        if (!_stored.Contains(Key(conversationId)))
        {
            var since = clock.GetUtcNow() - options.QuotaWindow;
            var stored = await conversations
                .StoredSinceAsync(conversationId, since, cancellationToken)
                .ConfigureAwait(false);
            _stored.Seed(Key(conversationId), stored.Bytes + stored.Activities * Overhead);
        }
        if (_stored.TryAdd(allowances, bytes + Overhead) is { } shortage) return CountRefusal(shortage);
        metrics.Stored(bytes);
        return null;
    }

    public void Return(IReadOnlyList<Allowance> allowances, int bytes) => _stored.Return(allowances, bytes + Overhead);

    private Shortage? CountRefusal(Shortage? shortage)
    {
        if (shortage is not null) metrics.PostRefused(shortage.Allowance.Scope);
        return shortage;
    }

    private static string Key(string conversationId) => $"c:{conversationId}";
}
