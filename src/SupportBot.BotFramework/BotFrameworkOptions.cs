using System.ComponentModel.DataAnnotations;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework;

/// <summary>Registration of the bot with Azure Bot Service. The names are those of the Bot Framework SDK.</summary>
public sealed class BotFrameworkOptions : IValidatableObject
{
    /// <summary><see cref="MicrosoftAppType"/> of a bot for one tenant.</summary>
    public const string SingleTenant = "SingleTenant";
    /// <summary><see cref="MicrosoftAppType"/> of a bot with a user-assigned managed identity.</summary>
    public const string UserAssignedMsi = "UserAssignedMSI";
    /// <summary><see cref="MicrosoftAppType"/> of a multi-tenant bot.</summary>
    public const string MultiTenant = "MultiTenant";

    /// <summary>App (client) id of the registration.</summary>
    /// <value>Default empty: the endpoint exists only in development.</value>
    public string MicrosoftAppId { get; set; } = "";

    /// <summary>Value of the client secret (not its id). A managed identity has none.</summary>
    /// <value>Default empty.</value>
    public string MicrosoftAppPassword { get; set; } = "";

    /// <summary>Tenant id of the registration.</summary>
    /// <value>Default empty.</value>
    public string MicrosoftAppTenantId { get; set; } = "";

    /// <summary>
    /// <c>SingleTenant</c>, <c>UserAssignedMSI</c>, or <c>MultiTenant</c> for a bot registered before August 2025.
    /// </summary>
    /// <value>Default <c>SingleTenant</c>.</value>
    public string MicrosoftAppType { get; set; } = SingleTenant;

    /// <summary>Name of the cloud: <c>public</c>, <c>usgovernment</c> or <c>china</c>.</summary>
    /// <value>Default <c>public</c>.</value>
    public string Cloud { get; set; } = BotCloud.Public.Name;

    /// <summary>
    /// Accepts activities without a token, from this machine only, and sends without one, for a local emulator. Never
    /// use it in production.
    /// </summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Development { get; set; }

    /// <summary>Maximum size of a request body in bytes.</summary>
    /// <value>Default 262,144, the limit of the Connector.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int LargestBody { get; set; } = 256 * 1024;

    /// <summary>Maximum size in bytes of a response from channels, their key servers and Microsoft Entra.</summary>
    /// <value>Default 1,048,576.</value>
    [Range(64 * 1024, 64 * 1024 * 1024, ErrorMessage = "must be from 65536 to 67108864.")]
    public int LargestResponse { get; set; } = 1024 * 1024;

    /// <summary>Whether the endpoint exists.</summary>
    public bool IsEnabled => Development || MicrosoftAppId.Length > 0;

    /// <summary>The cloud that <see cref="Cloud"/> names.</summary>
    public BotCloud SelectedCloud => BotCloud.All.First(cloud => cloud.Name == Cloud);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BotCloud.All.All(cloud => cloud.Name != Cloud))
            yield return Wrong(
                nameof(Cloud),
                $"'{Cloud}' is not a cloud. Choose one of: {string.Join(", ", BotCloud.All.Select(c => c.Name))}.");
        if (MicrosoftAppType is not (SingleTenant or UserAssignedMsi or MultiTenant))
            yield return Wrong(
                nameof(MicrosoftAppType),
                $"'{MicrosoftAppType}' is not a registration type. Choose {SingleTenant}, {UserAssignedMsi} or "
                    + $"{MultiTenant}.");
        if (MicrosoftAppId.Length == 0) yield break;
        if (!Guid.TryParse(MicrosoftAppId, out _))
            yield return Wrong(
                nameof(MicrosoftAppId),
                "must be the app (client) id, a GUID such as 11111111-2222-3333-4444-555555555555.");
        if (MicrosoftAppType != UserAssignedMsi && MicrosoftAppPassword.Length == 0)
            yield return Wrong(
                nameof(MicrosoftAppPassword),
                $"is needed for {MicrosoftAppType}: the client secret's value, best given by an environment variable.");
        if (MicrosoftAppType != UserAssignedMsi && Guid.TryParse(MicrosoftAppPassword, out _))
            yield return Wrong(
                nameof(MicrosoftAppPassword),
                "looks like the secret's id. Give its value, which the portal shows only once, when the secret is "
                    + "created.");
        if (MicrosoftAppType == SingleTenant && !Guid.TryParse(MicrosoftAppTenantId, out _))
            yield return Wrong(
                nameof(MicrosoftAppTenantId), "must be the tenant's id, a GUID, for a single-tenant bot.");
    }

    private static ValidationResult Wrong(string member, string message) => new(message, [member]);
}
