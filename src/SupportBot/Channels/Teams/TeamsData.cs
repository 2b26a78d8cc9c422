using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.Channels.Teams;

// A member that is missing or has another shape is null, and does not hide the others.
internal static class TeamsData
{
    public static bool HasTeam(Activity activity) => activity.ChannelData.Member("team") is JObject;

    public static ChannelInfo? ChannelOf(Activity activity) =>
        activity.ChannelData.Member("channel") is JObject channel
            ? new ChannelInfo(channel.Text("id")) { Type = channel.Text("type") ?? channel.Text("membershipType") }
            : null;

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

    public static TeamsChannelAccount MemberOf(ChannelAccount account) => new(
        account.Id, account.Name, userPrincipalName: account.Properties.Text("userPrincipalName"),
        tenantId: account.Properties.Text("tenantId"), userRole: account.Properties.Text("userRole"));
}
