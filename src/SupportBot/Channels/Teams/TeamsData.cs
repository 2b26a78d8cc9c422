using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Reads what Teams says of an activity in <c>channelData</c>, member by member: one that is missing or has another
/// shape
/// is null, and hides none of the others.
/// </summary>
internal static class TeamsData
{
    /// <summary>Whether the conversation belongs to a team.</summary>
    public static bool HasTeam(Activity activity) => activity.ChannelData.Member("team") is JObject;

    /// <summary>The team's channel; null outside of teams.</summary>
    public static ChannelInfo? ChannelOf(Activity activity) =>
        activity.ChannelData.Member("channel") is JObject channel
            ? new ChannelInfo(channel.Text("id")) { Type = channel.Text("type") ?? channel.Text("membershipType") }
            : null;

    /// <summary>
    /// The Microsoft Entra tenants of the conversation, of Teams, and of the sender, where they are named.
    /// </summary>
    public static IReadOnlyList<string> TenantsOf(Activity activity)
    {
        string?[] named =
        [
            activity.Conversation?.TenantId,
            activity.ChannelData.Member("tenant").Text("id"),
            activity.From?.Properties.Text("tenantId"),
        ];
        return [.. named.OfType<string>().Where(tenant => tenant.Length > 0)];
    }

    /// <summary>A member of a conversation with what Teams says of people.</summary>
    public static TeamsChannelAccount MemberOf(ChannelAccount account) => new(
        account.Id, account.Name, userPrincipalName: account.Properties.Text("userPrincipalName"),
        tenantId: account.Properties.Text("tenantId"), userRole: account.Properties.Text("userRole"));
}
