using System.ComponentModel.DataAnnotations;

namespace SupportBot.TeamsApp;

/// <summary>What the app package for Teams says besides what the other settings and the brand say already.</summary>
internal sealed class TeamsAppOptions : IValidatableObject
{
    private const string Https = @"https://[^/\s]+\S*";
    private const string LikeHttps = "must look like https://www.example.com/privacy.";

    /// <summary>The app's id in Teams, a GUID. It stays the same for every version.</summary>
    /// <value>Default empty: made from the bot's app id, always the same for the same bot.</value>
    public string Id { get; set; } = "";

    /// <summary>The app's version. Teams takes a changed package only with a higher one.</summary>
    /// <value>Default <c>1.0.0</c>.</value>
    [Required, RegularExpression(
        @"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", ErrorMessage = "must be three numbers such as 1.2.0.")]
    public string Version { get; set; } = "1.0.0";

    /// <summary>How the app is called in Teams.</summary>
    /// <value>Default empty: the brand's name.</value>
    [StringLength(AppDetails.LongestName, ErrorMessage = "may have 30 characters at most.")]
    public string Name { get; set; } = "";

    /// <summary>Who publishes the app.</summary>
    /// <value>Default empty: the app's name.</value>
    [StringLength(32, ErrorMessage = "may have 32 characters at most.")]
    public string DeveloperName { get; set; } = "";

    /// <summary>The publisher's website.</summary>
    /// <value>Default empty: <c>Server:PublicUrl</c>.</value>
    [RegularExpression(Https, ErrorMessage = LikeHttps)]
    public string WebsiteUrl { get; set; } = "";

    /// <summary>The publisher's privacy statement; Teams takes no app without one.</summary>
    /// <value>Default empty.</value>
    [RegularExpression(Https, ErrorMessage = LikeHttps)]
    public string PrivacyUrl { get; set; } = "";

    /// <summary>The publisher's terms of use; Teams takes no app without them.</summary>
    /// <value>Default empty.</value>
    [RegularExpression(Https, ErrorMessage = LikeHttps)]
    public string TermsUrl { get; set; } = "";

    /// <summary>A PNG file of 192 × 192 pixels.</summary>
    /// <value>Default empty: a speech bubble on the brand's colour.</value>
    public string ColorIcon { get; set; } = "";

    /// <summary>A PNG file of 32 × 32 pixels, white on transparent and nothing else.</summary>
    /// <value>Default empty: the outline of a speech bubble.</value>
    public string OutlineIcon { get; set; } = "";

    /// <summary>
    /// Whether the app asks a team's owner to let the bot read all messages of its channels, so that support people
    /// need not mention it in each reply.
    /// </summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool ReadChannelMessages { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Id.Length > 0 && !Guid.TryParseExact(Id, "D", out _))
            yield return new ValidationResult(
                "must be a GUID such as 11111111-2222-3333-4444-555555555555.", [nameof(Id)]);
    }
}
