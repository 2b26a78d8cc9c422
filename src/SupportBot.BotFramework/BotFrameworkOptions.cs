using System.ComponentModel.DataAnnotations;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework;

/// <summary>
/// How the bot is registered with Azure Bot Service; the names are those of Bot Framework's settings.
/// </summary>
public sealed class BotFrameworkOptions : IValidatableObject
{
    public const string SingleTenant = "SingleTenant";
    public const string UserAssignedMsi = "UserAssignedMSI";
    public const string MultiTenant = "MultiTenant";

    /// <summary>The app (client) id of the registration.</summary>
    /// <value>Default empty: the endpoint is closed.</value>
    public string MicrosoftAppId { get; set; } = "";

    /// <summary>The client secret's value (not its id); none for a managed identity.</summary>
    /// <value>Default empty.</value>
    public string MicrosoftAppPassword { get; set; } = "";

    /// <summary>The tenant of the registration.</summary>
    /// <value>Default empty.</value>
    public string MicrosoftAppTenantId { get; set; } = "";

    /// <summary>
    /// <c>SingleTenant</c>, <c>UserAssignedMSI</c>, or <c>MultiTenant</c> for a bot from before August 2025.
    /// </summary>
    /// <value>Default <c>SingleTenant</c>.</value>
    public string MicrosoftAppType { get; set; } = SingleTenant;

    /// <summary><c>public</c>, <c>usgovernment</c> or <c>china</c>.</summary>
    /// <value>Default <c>public</c>.</value>
    public string Cloud { get; set; } = BotCloud.Public.Name;

    /// <summary>
    /// Accepts activities without a token, from this machine alone, and sends without one: for a local emulator.
    /// Never for production.
    /// </summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Development { get; set; }

    /// <summary>The largest body of a request in bytes.</summary>
    /// <value>Default 262,144, the Connector's own limit.</value>
    [Range(1024, 16 * 1024 * 1024)]
    public int LargestBody { get; set; } = 256 * 1024;

    /// <summary>The largest response in bytes that is read from channels, their keys and Microsoft Entra.</summary>
    /// <value>Default 1,048,576.</value>
    [Range(64 * 1024, 64 * 1024 * 1024, ErrorMessage = "must be from 65536 to 67108864.")]
    public int LargestResponse { get; set; } = 1024 * 1024;

    /// <summary>Whether there is anything to serve.</summary>
    public bool IsOpen => Development || MicrosoftAppId.Length > 0;

    /// <summary>The cloud that <see cref="Cloud"/> names.</summary>
    public BotCloud Chosen => BotCloud.All.First(cloud => cloud.Name == Cloud);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BotCloud.All.All(cloud => cloud.Name != Cloud))
            yield return Wrong(
                nameof(Cloud),
                $"'{Cloud}' is no cloud. Choose one of: {string.Join(", ", BotCloud.All.Select(c => c.Name))}.");
        if (MicrosoftAppType is not (SingleTenant or UserAssignedMsi or MultiTenant))
            yield return Wrong(
                nameof(MicrosoftAppType),
                $"'{MicrosoftAppType}' is no registration type. Choose {SingleTenant}, {UserAssignedMsi} or "
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
                "looks like the secret's id. Give its value, which the portal shows only once, when the secret is made."
            );
        if (MicrosoftAppType == SingleTenant && !Guid.TryParse(MicrosoftAppTenantId, out _))
            yield return Wrong(
                nameof(MicrosoftAppTenantId), "must be the tenant's id, a GUID, for a single-tenant bot.");
    }

    private static ValidationResult Wrong(string member, string message) => new(message, [member]);
}
