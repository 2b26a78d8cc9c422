using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Who may see internal documents in Teams: people of our own tenant, alone with the bot, and in channels on a list
/// where everybody is one of them. Whatever is not clearly so gets public documents.
/// </summary>
/// <param name="Tenant">Our own tenant; empty where there is none, and then nobody may.</param>
/// <param name="Channels">The ids of the channels on the list.</param>
internal sealed record InternalRule(string Tenant, IReadOnlyList<string> Channels)
{
    /// <summary>
    /// Whose membership decides about an activity's conversation; null where internal documents are out of the
    /// question.
    /// </summary>
    public Roster? RosterFor(Activity activity)
    {
        if (activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams || !IsOfOwnTenant(activity)) return null;
        var conversation = activity.Conversation;
        return conversation.ConversationType switch
        {
            "personal"
                when conversation.IsGroup != true
                    && !TeamsData.HasTeam(activity)
                    && activity.From?.Id is { Length: > 0 } person => new Roster(conversation.Id!, person),
            "channel"
                when ChannelOf(conversation) is var channel
                    && Channels.Contains(channel)
                    && IsThat(channel, TeamsData.ChannelOf(activity)) => new Roster(channel, MemberId: null),
            _ => null,
        };
    }

    /// <summary>
    /// Whether a member is one of our own people: no guest, nobody anonymous, nobody of another tenant.
    /// </summary>
    public bool IsOwn(TeamsChannelAccount member) =>
        member.UserRole == "user"
        && IsOwn(member.TenantId)
        && member.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) != true;

    private bool IsOfOwnTenant(Activity activity) =>
        TeamsData.TenantsOf(activity) is { Count: > 0 } named && named.All(IsOwn);

    private bool IsOwn(string? tenant) =>
        Tenant.Length > 0 && string.Equals(tenant, Tenant, StringComparison.OrdinalIgnoreCase);

    /// <summary>The channel of a thread, whose conversation is <c>19:…@thread.tacv2;messageid=1</c>.</summary>
    private static string ChannelOf(ConversationAccount conversation) => conversation.Id!.Split(';')[0];

    /// <summary>People of other companies can be in a shared channel without being in its team.</summary>
    private static bool IsThat(string channel, ChannelInfo? said) =>
        said is null || ((said.Id is null || said.Id == channel) && said.Type is null or "standard" or "private");
}

/// <summary>The members who decide.</summary>
/// <param name="ConversationId">As Teams knows it.</param>
/// <param name="MemberId">This one alone; null for all.</param>
internal sealed record Roster(string ConversationId, string? MemberId);
