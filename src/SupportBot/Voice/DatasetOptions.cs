using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace SupportBot.Voice;

/// <summary>How training data is divided, and what a fine-tune with it costs.</summary>
internal sealed class DatasetOptions : IValidatableObject
{
    /// <summary>About how many of a hundred pages are kept for validation.</summary>
    /// <value>Default 10.</value>
    [Range(0, 50, ErrorMessage = "must be from 0 to 50.")]
    public int ValidationPercent { get; set; } = 10;

    /// <summary>How often training goes over the data, for the estimate of its cost.</summary>
    /// <value>Default 3.</value>
    [Range(1, 50, ErrorMessage = "must be from 1 to 50.")]
    public int Epochs { get; set; } = 3;

    /// <summary>Price of a million tokens that are trained on.</summary>
    /// <value>Default 0: the cost is not estimated.</value>
    [Range(0, 100_000, ErrorMessage = "must be a price, 0 or more.")]
    public decimal TrainingPrice { get; set; }

    /// <summary>The day on which you looked the price up.</summary>
    /// <value>Default empty.</value>
    public string PriceOf { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TrainingPrice > 0 && !DateOnly.TryParseExact(
            PriceOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            yield return new ValidationResult("must be the day of the price, like 2026-11-01.", [nameof(PriceOf)]);
    }
}
