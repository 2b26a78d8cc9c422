using System.ComponentModel.DataAnnotations;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Channels.WebChat;

namespace SupportBot.Widget;

/// <summary>The web chat and where it may be embedded.</summary>
internal sealed class WebChatOptions : IValidatableObject
{
    private static readonly IReadOnlyList<string> Local =
        ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"];

    /// <summary>
    /// The sites that may embed the widget and use the chat, as origins: <c>https://www.example.com</c>,
    /// <c>https://*.example.com</c>, <c>http://localhost:*</c> for any port, or <c>*</c> for any site.
    /// </summary>
    /// <value>Default empty: this host's own pages, and pages served from localhost.</value>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Whether the host shows a demo page with the widget at its own address.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool DemoPage { get; set; } = true;

    /// <summary>
    /// Secrets of your own servers that speak Direct Line, 32 characters at least. A secret opens every conversation:
    /// never give one to a browser.
    /// </summary>
    /// <value>Default empty: nobody may.</value>
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Keys that sign the tokens of visitors, each 32 random bytes in base64 (<c>openssl rand -base64 32</c>). The
    /// first signs, all are accepted, so that a key can be replaced without ending conversations. Hosts that share a
    /// database share them.
    /// </summary>
    /// <value>
    /// Default empty: one key, made at the first start and kept in the data folder as <c>webchat.key</c>.
    /// </value>
    public IReadOnlyList<string> SigningKeys { get; set; } = [];

    /// <summary>For how many days after the last visit a visitor comes back to the same conversation.</summary>
    /// <value>Default 30.</value>
    [Range(0, 3650, ErrorMessage = "must be from 0 to 3650.")]
    public int ResumeDays { get; set; } = 30;

    /// <summary><see cref="AllowedOrigins"/>, or else this machine's own pages, on any port.</summary>
    internal IReadOnlyList<string> EffectiveOrigins => AllowedOrigins.Count > 0 ? AllowedOrigins : Local;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in AllowedOrigins.Where(origin => !OriginRules.IsPattern(origin)))
            yield return new ValidationResult(
                $"'{origin}' is no origin. "
                    + "Write scheme and host without a path, like https://www.example.com, or * for any site.",
                [nameof(AllowedOrigins)]);
        if (Secrets.Any(secret => secret.Length < 32))
            yield return new ValidationResult(
                "each must have 32 characters at least; make one with: openssl rand -hex 32", [nameof(Secrets)]);
        if (SigningKeys.Any(key => !WebChatSigningKey.TryRead(key, out _)))
            yield return new ValidationResult(
                "each must be 32 bytes in base64; make one with: openssl rand -base64 32", [nameof(SigningKeys)]);
    }
}
