using System.ComponentModel.DataAnnotations;
using SupportBot.Webhooks;

namespace SupportBot.Handoff;

/// <summary>The webhook that is told when a case changes its state or its agent.</summary>
internal sealed class CaseWebhookOptions : IValidatableObject
{
    /// <summary>The address that gets each event as JSON: https, or http on the same machine.</summary>
    /// <value>Default empty: no webhook.</value>
    public string Url { get; set; } = "";

    /// <summary>The secret by which the receiver checks the signature, at least 16 characters.</summary>
    /// <value>Default empty; needed with <see cref="Url"/>.</value>
    public string Secret { get; set; } = "";

    /// <summary>
    /// Number of attempts after which an event is given up. The pause before the next one doubles from 5 seconds up to
    /// an hour, so 30 attempts take about 20 hours.
    /// </summary>
    /// <value>Default 30.</value>
    [Range(1, 1000, ErrorMessage = "must be from 1 to 1000.")]
    public int MaxAttempts { get; set; } = 30;

    internal bool IsConfigured => Url.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConfigured) yield break;
        if (!WebhookAddress.IsValid(Url))
            yield return new ValidationResult(WebhookAddress.AddressProblem, [nameof(Url)]);
        if (Secret.Length < WebhookAddress.ShortestSecret)
            yield return new ValidationResult(WebhookAddress.SecretProblem, [nameof(Secret)]);
    }
}
