using System.ComponentModel.DataAnnotations;

namespace SupportBot.Dialogs;

/// <summary>How much one visitor may ask. Beyond it a message is kept and shown, and answered with the request to wait.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>Messages of a visitor that are answered within any minute.</summary>
    /// <value>Default 10.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerMinute { get; set; } = 10;

    /// <summary>Messages of a visitor that are answered within any hour.</summary>
    /// <value>Default 60.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int MessagesPerHour { get; set; } = 60;

    /// <summary>The longest message that is answered, in characters.</summary>
    /// <value>Default 2000.</value>
    [Range(1, 100_000, ErrorMessage = "must be from 1 to 100000.")]
    public int LongestMessage { get; set; } = 2000;

    /// <summary>Conversations that may be begun from one network address within a minute; coming back to one is free.</summary>
    /// <value>Default 30.</value>
    [Range(1, 1_000_000, ErrorMessage = "must be from 1 to 1000000.")]
    public int NewVisitorsPerMinute { get; set; } = 30;
}
