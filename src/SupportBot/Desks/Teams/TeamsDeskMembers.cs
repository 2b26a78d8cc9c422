using Microsoft.Bot.Schema;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Connector;
using SupportBot.Channels.Teams;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;

namespace SupportBot.Desks.Teams;

// Who is an agent in Teams: a member of the desk's team, of the bot's own tenant and no guest, as Teams itself says.
// With Microsoft Entra an agent has the same id in the console.
internal sealed class TeamsDeskMembers(
    ConnectorCalls connector, AgentStore agents, DeskThreadStore threads,
    IOptions<TeamsDeskOptions> desk, IOptions<HandoffOptions> handoff, BotFrameworkOptions bot, TimeProvider clock)
    : IDisposable
{
    private static readonly TimeSpan CacheDuration = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RefusalDuration = TimeSpan.FromSeconds(30);

    private const int MaxCached = 10_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxCached });
    private readonly InternalRule _rule = new(bot.MicrosoftAppTenantId, []);

    public async Task<DeskMembership> OfAsync(ChannelAccount? from, CancellationToken cancellationToken)
    {
        if (from?.Id is not { Length: > 0 } memberId) return new DeskMembership.None();
        var asked = Ask(memberId);
        var membership = await asked.Membership.Value.WaitAsync(cancellationToken);
        asked.Until ??= clock.GetUtcNow() + membership switch
        {
            DeskMembership.Agent => CacheDuration,
            DeskMembership.None => RefusalDuration,
            _ => TimeSpan.Zero,
        };
        return membership;
    }

    // Those who ask for the same member at the same time share one request, since requests are few.
    private Asked Ask(string memberId)
    {
        lock (_cache)
        {
            if (_cache.TryGetValue(memberId, out Asked? known) && !(known!.Until <= clock.GetUtcNow())) return known;
            return _cache.Set(
                memberId, new Asked(new Lazy<Task<DeskMembership>>(() => AskAsync(memberId, CancellationToken.None))),
                new MemoryCacheEntryOptions { Size = 1 });
        }
    }

    public void Dispose() => _cache.Dispose();

    private async Task<DeskMembership> AskAsync(string memberId, CancellationToken cancellationToken)
    {
        switch (await connector.GetConversationMemberAsync(
            desk.Value.ServiceUrl, desk.Value.ChannelId, memberId, cancellationToken))
        {
            case ConnectorResult<ChannelAccount>.Succeeded { Value: var member }
                when member.Id == memberId && (bot.Development || _rule.IsTenantMember(TeamsData.MemberOf(member))):
                return new DeskMembership.Agent(await StoreAsync(member, cancellationToken), memberId);
            case ConnectorResult<ChannelAccount>.Succeeded
                or ConnectorResult<ChannelAccount>.Failed { Status: 400 or 403 or 404 }:
                return new DeskMembership.None();
            default:
                return new DeskMembership.Unknown();
        }
    }

    // What an agent is called and may do in the console stays.
    private async Task<Agent> StoreAsync(ChannelAccount member, CancellationToken cancellationToken)
    {
        var id = member.AadObjectId is { Length: > 0 } objectId ? objectId : member.Id;
        if (await agents.FindAsync(id, cancellationToken) is null)
            await agents.SignInAsync(
                new Agent
                {
                    Id = id, Name = member.Name is { Length: > 0 } name ? name : "Agent", Status = AgentStatus.Online,
                    Capacity = handoff.Value.Capacity,
                }, cancellationToken);
        await threads.SaveMemberAsync(id, member.Id, cancellationToken);
        return (await agents.FindAsync(id, cancellationToken))!;
    }

    private sealed class Asked(Lazy<Task<DeskMembership>> membership)
    {
        public Lazy<Task<DeskMembership>> Membership => membership;

        // Null until Teams has answered.
        public DateTimeOffset? Until { get; set; }
    }
}

// Whether somebody who wrote in the desk's channel is an agent.
internal abstract record DeskMembership
{
    public sealed record Agent(Core.Handoff.Agent Person, string MemberId) : DeskMembership;

    public sealed record None : DeskMembership;

    // Teams did not say.
    public sealed record Unknown : DeskMembership;
}
