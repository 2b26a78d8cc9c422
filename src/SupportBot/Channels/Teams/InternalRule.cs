using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SupportBot.Channels.Teams;

// Internal documents are used for people of the bot's own tenant, in personal chats and in listed channels whose
// members all belong to it. In case of doubt, only public documents are used. An empty tenant allows nobody.
internal sealed record InternalRule(string Tenant, IReadOnlyList<string> Channels)
{
    public Roster? RosterFor(Activity activity)
    {
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams || !IsFromOwnTenant(activity)) return null;
        var conversation = activity.Conversation;
        return conversation.ConversationType switch
        {
            "personal" when conversation.IsGroup != true && !TeamsData.HasTeam(activity)
                && activity.From?.Id is { Length: > 0 } person => new Roster(conversation.Id!, person),
            "channel" when ChannelOf(conversation) is var channel && Channels.Contains(channel)
                && IsSameChannel(channel, TeamsData.ChannelOf(activity)) => new Roster(channel, MemberId: null),
            _ => null,
        };
    }

    public bool IsTenantMember(TeamsChannelAccount member) =>
        member.UserRole == "user"
        && IsOwnTenant(member.TenantId)
        && member.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) != true;

    private bool IsFromOwnTenant(Activity activity) =>
        TeamsData.TenantsOf(activity) is { Count: > 0 } named && named.All(IsOwnTenant);

    private bool IsOwnTenant(string? tenant) =>
        Tenant.Length > 0 && string.Equals(tenant, Tenant, StringComparison.OrdinalIgnoreCase);

    // The conversation of a thread is 19:…@thread.tacv2;messageid=1.
    private static string ChannelOf(ConversationAccount conversation) => conversation.Id!.Split(';')[0];

    // People of other companies can be in a shared channel without being in its team.
    private static bool IsSameChannel(string channel, ChannelInfo? stated) =>
        stated is null
        || ((stated.Id is null || stated.Id == channel) && stated.Type is null or "standard" or "private");
}

internal sealed record Roster(string ConversationId, string? MemberId);
