using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Teams;

/// <summary>What Teams says of a member of a conversation beside the name; whatever is missing or misshapen is null.</summary>
/// <param name="Id">The Teams user id, such as <c>29:…</c>.</param>
/// <param name="TenantId">The member's tenant.</param>
/// <param name="UserRole"><c>user</c>, <c>guest</c> or <c>anonymous</c>.</param>
/// <param name="UserPrincipalName">The name to sign in by; that of a guest holds <c>#EXT#</c>.</param>
public sealed record TeamsChannelAccount(string? Id, string? TenantId, string? UserRole, string? UserPrincipalName)
{
    /// <summary>Reads a member as the Connector gives it.</summary>
    public static TeamsChannelAccount Of(ChannelAccount account) => new(
        account.Id, account.Properties.Text("tenantId"), account.Properties.Text("userRole"), account.Properties.Text("userPrincipalName"));
}
