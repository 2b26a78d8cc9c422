using System.Collections.Concurrent;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;

namespace SupportBot.Channels.Teams;

internal sealed class TenantRule(
    IOptions<TeamsOptions> teams, BotFrameworkOptions registration, ILogger<TenantRule> log)
{
    private const int MaxLoggedTenants = 100;

    private readonly ConcurrentDictionary<string, byte> _logged = new(StringComparer.OrdinalIgnoreCase);

    // All tenants that an activity names must be allowed. In Teams it must name one; other channels have none.
    public bool Admits(Activity activity)
    {
        var named = TeamsData.TenantsOf(activity);
        if (named.Count == 0) return activity.ChannelId != Microsoft.Bot.Connector.Channels.Msteams || IsAllowed("");
        if (named.FirstOrDefault(tenant => !IsAllowed(tenant)) is not { } other) return true;
        if (_logged.Count < MaxLoggedTenants && _logged.TryAdd(other, 0))
            log.LogWarning(
                "People of tenant {Tenant} get no answer. To answer them, add the tenant to Teams:Tenants", other);
        return false;
    }

    private bool IsAllowed(string tenant) => teams.Value.Tenants switch
    {
        { Count: > 0 } tenants => tenants.Contains(TeamsOptions.AnyTenant)
            || tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase),
        _ when registration.MicrosoftAppTenantId.Length > 0 => string.Equals(
            tenant, registration.MicrosoftAppTenantId, StringComparison.OrdinalIgnoreCase),
        _ => registration.Development,
    };
}
