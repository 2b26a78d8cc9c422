using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Knowledge;

namespace SupportBot.Channels.Teams;

// Without a response from Teams, only public documents are used.
internal sealed class TeamsAudience(
    ConnectorCalls connector, IOptions<TeamsOptions> teams, BotFrameworkOptions bot, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan UnknownCacheDuration = TimeSpan.FromMinutes(1);

    // A larger team is treated as one with guests. Teams returns up to 500 members per page.
    private const int MaxPages = 20;
    private const int PageSize = 500;
    private const int MaxCachedRosters = 10_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCachedRosters });
    private readonly InternalRule _rule = new(bot.MicrosoftAppTenantId, teams.Value.InternalChannels);

    public async Task<IReadOnlySet<Audience>> GetAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (_rule.RosterFor(activity) is not { } roster) return Audiences.Everybody;
        if (_cache.TryGetValue(roster, out Verdict? cached) && clock.GetUtcNow() < cached!.Until)
            return cached.Audiences;
        var isInternal = await IsMemberAsync(activity.ServiceUrl ?? "", roster, cancellationToken);
        var verdict = new Verdict(
            isInternal == true ? Audiences.OwnPeople : Audiences.Everybody,
            clock.GetUtcNow() + (isInternal is null ? UnknownCacheDuration : CacheDuration));
        _cache.Set(roster, verdict, new MemoryCacheEntryOptions { Size = 1 });
        return verdict.Audiences;
    }

    public void Dispose() => _cache.Dispose();

    private async Task<bool?> IsMemberAsync(string serviceUrl, Roster roster, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Timeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return roster.MemberId is { } member
                ? await IsMemberAsync(serviceUrl, roster.ConversationId, member, ended.Token)
                : await AreAllMembersAsync(serviceUrl, roster.ConversationId, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool?> IsMemberAsync(
        string serviceUrl, string conversation, string member, CancellationToken cancellationToken) =>
        await connector.GetConversationMemberAsync(serviceUrl, conversation, member, cancellationToken)
            is ConnectorResult<ChannelAccount>.Succeeded found
            ? _rule.IsTenantMember(TeamsData.MemberOf(found.Value))
            : null;

    private async Task<bool?> AreAllMembersAsync(
        string serviceUrl, string conversation, CancellationToken cancellationToken)
    {
        string? next = null;
        var hasMembers = false;
        for (var page = 0; page < MaxPages; page++)
        {
            if (await connector.GetConversationPagedMembersAsync(
                    serviceUrl, conversation, next, PageSize, cancellationToken)
                is not ConnectorResult<PagedMembersResult>.Succeeded { Value: { Members: { } members } found })
                return null;
            if (!members.All(member => member is not null && _rule.IsTenantMember(TeamsData.MemberOf(member))))
                return false;
            hasMembers |= members.Count > 0;
            next = found.ContinuationToken;
            if (string.IsNullOrEmpty(next)) return hasMembers;
        }
        return false;
    }

    private sealed record Verdict(IReadOnlySet<Audience> Audiences, DateTimeOffset Until);
}
