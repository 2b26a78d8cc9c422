using System.ComponentModel.DataAnnotations;

namespace SupportBot.Voice;

/// <summary>How training data is divided.</summary>
internal sealed class DatasetOptions
{
    /// <summary>About how many of a hundred pages are kept for validation.</summary>
    /// <value>Default 10.</value>
    [Range(0, 50, ErrorMessage = "must be from 0 to 50.")]
    public int ValidationPercent { get; set; } = 10;
}
