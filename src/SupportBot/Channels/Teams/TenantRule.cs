using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Whose activities are for the bot: those of the tenants that are set, else of its own. Each other tenant is logged
/// once.
/// </summary>
internal sealed class TenantRule(
    IOptions<TeamsOptions> teams, BotFrameworkOptions registration, ILogger<TenantRule> log)
{
    /// <summary>Enough to see what is going on.</summary>
    private const int MostLogged = 100;

    private readonly ConcurrentDictionary<string, byte> _logged = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether all tenants that an activity names are allowed. In Teams it must name one; other channels have none.
    /// </summary>
    public bool Admits(Activity activity)
    {
        var named = TeamsData.TenantsOf(activity);
        if (named.Count == 0) return activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams || IsAllowed("");
        if (named.FirstOrDefault(tenant => !IsAllowed(tenant)) is not { } stranger) return true;
        if (_logged.Count < MostLogged && _logged.TryAdd(stranger, 0))
            log.LogWarning(
                "People of tenant {Tenant} get no answer. To answer them, add the tenant to Teams:Tenants", stranger);
        return false;
    }

    private bool IsAllowed(string tenant) => teams.Value.Tenants switch
    {
            { Count: > 0 } set => set.Contains(TeamsOptions.AnyTenant)
                || set.Contains(tenant, StringComparer.OrdinalIgnoreCase),
            _ when registration.MicrosoftAppTenantId.Length > 0 => string.Equals(
                tenant, registration.MicrosoftAppTenantId, StringComparison.OrdinalIgnoreCase),
        _ => registration.Development,
    };
}
