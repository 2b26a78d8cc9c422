using SupportBot.BotFramework.Schema;
using SupportBot.BotFramework.Teams;

namespace SupportBot.Channels.Teams;

/// <summary>The Microsoft Entra tenants that an activity names.</summary>
internal static class ActivityTenants
{
    /// <summary>Those of the conversation, of Teams, and of the sender, each where it is said.</summary>
    public static IReadOnlyList<string> In(Activity activity) =>
        [.. new[] { activity.Conversation?.TenantId, TeamsChannelData.Of(activity).TenantId, activity.From?.Properties.Text("tenantId") }.OfType<string>().Where(tenant => tenant.Length > 0)];
}
