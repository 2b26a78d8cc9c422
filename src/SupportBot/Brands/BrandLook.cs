using System.ComponentModel.DataAnnotations;

namespace SupportBot.Brands;

internal sealed class BrandLook
{
    [StringLength(40, MinimumLength = 1, ErrorMessage = "must have 1 to 40 characters.")]
    public required string Name { get; init; }

    [StringLength(3, MinimumLength = 1, ErrorMessage = "must have 1 to 3 characters.")]
    public required string Initials { get; init; }

    // Without quotes, YAML reads it as a comment, and the value is empty.
    [Required(ErrorMessage = "must look like \"#2457c5\", in quotes.")]
    [RegularExpression("#[0-9a-fA-F]{6}", ErrorMessage = "must look like \"#2457c5\", in quotes.")]
    public required string Color { get; init; }
}
