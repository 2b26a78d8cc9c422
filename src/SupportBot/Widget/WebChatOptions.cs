using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace SupportBot.Widget;

/// <summary>The web chat and where it may be embedded.</summary>
internal sealed partial class WebChatOptions : IValidatableObject
{
    /// <summary>
    /// The sites that may embed the widget, as origins: <c>https://www.example.com</c>, <c>https://*.example.com</c>,
    /// or <c>*</c> for any site.
    /// </summary>
    /// <value>Default empty: this host's own pages, and pages served from localhost.</value>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Whether the host shows a demo page with the widget at its own address.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool DemoPage { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from origin in AllowedOrigins
        where !Origin().IsMatch(origin)
        select new ValidationResult(
            $"'{origin}' is no origin. Write scheme and host without a path, like https://www.example.com, or * for any site.",
            [nameof(AllowedOrigins)]);

    [GeneratedRegex(@"^(\*|https?://(\*\.)?[A-Za-z0-9.-]+(:(\d{1,5}|\*))?)$")]
    private static partial Regex Origin();
}
