using System.ComponentModel.DataAnnotations;

namespace SupportBot.AgentConsole;

/// <summary>The web console in which agents answer customers, and how they sign in.</summary>
internal sealed class ConsoleOptions : IValidatableObject
{
    /// <summary>Whether the host serves the console.</summary>
    /// <value>Default true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// A further address to listen on, such as <c>http://10.0.0.5:5090</c>. Then the console is served there only, and
    /// nothing else is.
    /// </summary>
    /// <value>Default empty: <c>/console/</c> on all addresses of <c>Server:Url</c>.</value>
    [RegularExpression(@"https?://[^/;\s]+", ErrorMessage = "must look like http://localhost:5090, without a path.")]
    public string Url { get; set; } = "";

    /// <summary>
    /// The issuer that agents sign in with (OpenID Connect), for Microsoft Entra ID
    /// <c>https://login.microsoftonline.com/TENANT/v2.0</c>.
    /// </summary>
    /// <value>
    /// Default empty: a host that listens on the loopback alone prints a one-time link; others have no console.
    /// </value>
    [RegularExpression(@"https?://[^\s]+",
        ErrorMessage = "must look like https://login.microsoftonline.com/TENANT/v2.0.")]
    public string Authority { get; set; } = "";

    /// <summary>The id under which the console is registered with the issuer.</summary>
    /// <value>Default empty; needed with <see cref="Authority"/>.</value>
    public string ClientId { get; set; } = "";

    /// <summary>The secret of the registration.</summary>
    /// <value>Default empty: for registrations without one.</value>
    public string ClientSecret { get; set; } = "";

    /// <summary>The claim that holds the roles.</summary>
    /// <value>Default <c>roles</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The role of those who may answer customers.</summary>
    /// <value>Default <c>agent</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string AgentRole { get; set; } = "agent";

    /// <summary>The role of those who also take over the cases of others.</summary>
    /// <value>Default <c>supervisor</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string SupervisorRole { get; set; } = "supervisor";

    /// <summary>Hours after which agents sign in again.</summary>
    /// <value>Default 12.</value>
    [Range(1, 168, ErrorMessage = "must be from 1 to 168.")]
    public int SignInHours { get; set; } = 12;

    /// <summary>How many consoles can be open at the same time; each takes some memory of the host.</summary>
    /// <value>Default 100.</value>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000.")]
    public int MaxCircuits { get; set; } = 100;

    internal bool UsesOpenId => Authority.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (UsesOpenId && ClientId.Length == 0)
            yield return new ValidationResult("is needed with Console:Authority.", [nameof(ClientId)]);
        if (UsesOpenId && new Uri(Authority) is { Scheme: "http", IsLoopback: false })
            yield return new ValidationResult(
                "must begin with https:// unless the issuer is on this machine.", [nameof(Authority)]);
    }
}
