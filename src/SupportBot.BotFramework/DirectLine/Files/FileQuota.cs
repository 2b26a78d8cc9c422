using System.Net;

namespace SupportBot.BotFramework.DirectLine.Files;

// Limits the bytes of files that are stored per conversation, visitor, network address and host within a time window.
internal sealed class FileQuota(DirectLineOptions options, DirectLineMetrics metrics, TimeProvider clock)
{
    private readonly SlidingTotals _stored = new(options.QuotaWindow, clock);

    public IReadOnlyList<Allowance> AllowancesFor(
        DirectLineIdentity identity, string conversationId, IPAddress? address)
    {
        var limits = options.Uploads;
        List<Allowance> all = [new("conversation", $"c:{conversationId}", limits.BytesPerVisitor)];
        if (identity.UserId is { } user) all.Add(new Allowance("visitor", $"u:{user}", limits.BytesPerVisitor));
        all.AddRange(AddressRanges.Of(address, limits.BytesPerVisitor * options.VisitorsPerAddress));
        all.Add(new Allowance("host", "", limits.BytesPerHost));
        return all;
    }

    public Shortage? Take(IReadOnlyList<Allowance> allowances, long bytes)
    {
        var shortage = _stored.TryAdd(allowances, bytes);
        if (shortage is not null) metrics.PostRefused(shortage.Allowance.Scope);
        return shortage;
    }

    public void Return(IReadOnlyList<Allowance> allowances, long bytes) => _stored.Return(allowances, bytes);
}
