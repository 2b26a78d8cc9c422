using System.ComponentModel.DataAnnotations;

namespace SupportBot.Brands;

/// <summary>The face of the bot: <c>brands/{name}/brand.yaml</c>.</summary>
internal sealed class BrandLook
{
    /// <summary>What visitors call the bot.</summary>
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters.")]
    public required string Name { get; init; }

    /// <summary>Stand in the avatar.</summary>
    [StringLength(3, MinimumLength = 1, ErrorMessage = "must have 1 to 3 characters.")]
    public required string Initials { get; init; }

    /// <summary>The brand's colour, from which the widget's palette is derived.</summary>
    /// <remarks>Without quotes YAML takes it for a comment, and the value is empty.</remarks>
    [Required(ErrorMessage = "must look like \"#2457c5\", in quotes.")]
    [RegularExpression("#[0-9a-fA-F]{6}", ErrorMessage = "must look like \"#2457c5\", in quotes.")]
    public required string Color { get; init; }
}
