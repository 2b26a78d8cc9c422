using System.ComponentModel.DataAnnotations;
using SupportBot.Webhooks;

namespace SupportBot.Contact;

/// <summary>
/// Where messages go that customers leave while nobody can talk to them: a webhook, and the mail server of
/// <see cref="SmtpOptions"/>. Where neither is set, there is no message form.
/// </summary>
internal sealed class ContactOptions : IValidatableObject
{
    /// <summary>The address that gets each message as JSON: https, or http on the same machine.</summary>
    /// <value>Default empty: no webhook.</value>
    public string WebhookUrl { get; set; } = "";

    /// <summary>The secret by which the webhook's receiver checks the signature, at least 16 characters.</summary>
    /// <value>Default empty.</value>
    public string WebhookSecret { get; set; } = "";

    /// <summary>
    /// Number of messages and transcripts that all customers together may send within an hour. Above it, the form is
    /// not shown.
    /// </summary>
    /// <value>Default 100.</value>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000.")]
    public int MaxPerHour { get; set; } = 100;

    internal bool HasWebhook => WebhookUrl.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!HasWebhook) yield break;
        if (!WebhookAddress.IsValid(WebhookUrl))
            yield return new ValidationResult(WebhookAddress.AddressProblem, [nameof(WebhookUrl)]);
        if (WebhookSecret.Length < WebhookAddress.ShortestSecret)
            yield return new ValidationResult(WebhookAddress.SecretProblem, [nameof(WebhookSecret)]);
    }
}

/// <summary>The mail server that sends messages to the team, and transcripts to customers.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    /// <summary>Name or address of the mail server, without a port.</summary>
    /// <value>Default empty: no mail is sent.</value>
    public string Server { get; set; } = "";

    /// <summary>Its port: 587 for <c>starttls</c>, usually 465 for <c>tls</c>.</summary>
    /// <value>Default 587.</value>
    [Range(1, 65_535, ErrorMessage = "must be from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>
    /// How the connection is encrypted: <c>starttls</c>, <c>tls</c> from the first byte, or <c>none</c>. Nothing is
    /// sent unencrypted where a server does not offer what is chosen.
    /// </summary>
    /// <value>Default <c>starttls</c>.</value>
    [RegularExpression("starttls|tls|none", ErrorMessage = "must be starttls, tls or none.")]
    public string Security { get; set; } = "starttls";

    /// <summary>The user name at the server.</summary>
    /// <value>Default empty: no sign-in.</value>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    /// <value>Default empty.</value>
    public string Password { get; set; } = "";

    /// <summary>The sender of every mail.</summary>
    /// <value>Default empty; needed with <see cref="Server"/>.</value>
    public string From { get; set; } = "";

    /// <summary>The mailbox of the team.</summary>
    /// <value>Default empty; needed with <see cref="Server"/>.</value>
    public string To { get; set; } = "";

    internal bool IsConfigured => Server.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured) yield break;
        if (Uri.CheckHostName(Server) == UriHostNameType.Unknown)
            yield return new ValidationResult("must look like smtp.example.com, without a port.", [nameof(Server)]);
        if (EmailAddress.Normalize(From) is null)
            yield return new ValidationResult("must look like support@example.com.", [nameof(From)]);
        if (EmailAddress.Normalize(To) is null)
            yield return new ValidationResult("must look like support@example.com.", [nameof(To)]);
        if (User.Length > 0 != Password.Length > 0)
            yield return new ValidationResult(
                "is needed together with Contact:Smtp:User.", [nameof(Password)]);
        if (Security == "none" && Password.Length > 0 && Server is not ("localhost" or "127.0.0.1" or "::1"))
            yield return new ValidationResult(
                "must be starttls or tls: a password is not sent unencrypted.", [nameof(Security)]);
    }
}
