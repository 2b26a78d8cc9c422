using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Knowledge;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Finds which documents may be used for an answer, by <see cref="InternalRule"/>. Teams is asked who the members are;
/// what it
/// says holds for a few minutes. Where it does not say, the answer is from public documents.
/// </summary>
internal sealed class TeamsAudience(
    ConnectorCalls connector, IOptions<TeamsOptions> teams, BotFrameworkOptions bot, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    /// <summary>A channel that does not answer is asked again after this.</summary>
    private static readonly TimeSpan HoldsUnknown = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A team beyond so many pages, of which Teams gives 500 members each, counts as one with guests.
    /// </summary>
    private const int MostPages = 20;
    private const int PageSize = 500;
    private const int MostKnown = 10_000;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKnown });
    private readonly InternalRule _rule = new(bot.MicrosoftAppTenantId, teams.Value.InternalChannels);

    /// <summary>The audiences whose documents whoever reads the answer to an activity may see.</summary>
    public async Task<IReadOnlySet<Audience>> OfAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (_rule.RosterFor(activity) is not { } roster) return Audiences.Everybody;
        if (_known.TryGetValue(roster, out Verdict? known) && clock.GetUtcNow() < known!.Until) return known.Audiences;
        var isOwn = await IsOwnAsync(activity.ServiceUrl ?? "", roster, cancellationToken);
        var verdict = new Verdict(
            isOwn == true ? Audiences.OwnPeople : Audiences.Everybody,
            clock.GetUtcNow() + (isOwn is null ? HoldsUnknown : Holds));
        _known.Set(roster, verdict, new MemoryCacheEntryOptions { Size = 1 });
        return verdict.Audiences;
    }

    public void Dispose() => _known.Dispose();

    /// <returns>Null where Teams does not say.</returns>
    private async Task<bool?> IsOwnAsync(string serviceUrl, Roster roster, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return roster.MemberId is { } member
                ? await IsOwnAsync(serviceUrl, roster.ConversationId, member, ended.Token)
                : await AreAllOwnAsync(serviceUrl, roster.ConversationId, ended.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool?> IsOwnAsync(
        string serviceUrl, string conversation, string member, CancellationToken cancellationToken) =>
        await connector.GetConversationMemberAsync(serviceUrl, conversation, member, cancellationToken)
            is ConnectorResult<ChannelAccount>.Succeeded found
            ? _rule.IsOwn(TeamsData.MemberOf(found.Value))
            : null;

    private async Task<bool?> AreAllOwnAsync(
        string serviceUrl, string conversation, CancellationToken cancellationToken)
    {
        string? next = null;
        var isAnybody = false;
        for (var page = 0; page < MostPages; page++)
        {
            if (
                await connector.GetConversationPagedMembersAsync(
                    serviceUrl, conversation, next, PageSize, cancellationToken)
                is not ConnectorResult<PagedMembersResult>.Succeeded { Value: { Members: { } members } found })
                return null;
            if (!members.All(member => member is not null && _rule.IsOwn(TeamsData.MemberOf(member)))) return false;
            isAnybody |= members.Count > 0;
            next = found.ContinuationToken;
            if (string.IsNullOrEmpty(next)) return isAnybody;
        }
        return false;
    }

    private sealed record Verdict(IReadOnlySet<Audience> Audiences, DateTimeOffset Until);
}
