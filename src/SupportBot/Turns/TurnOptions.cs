using System.ComponentModel.DataAnnotations;

namespace SupportBot.Turns;

/// <summary>How messages and other activities are worked through.</summary>
internal sealed class TurnOptions
{
    /// <summary>Seconds after which a turn is ended with a message that says that it failed.</summary>
    /// <value>Default 50.</value>
    [Range(5, 600, ErrorMessage = "must be from 5 to 600.")]
    public int TimeoutSeconds { get; set; } = 50;

    /// <summary>
    /// Number of turns of each channel that run at the same time, each in another conversation. Others wait.
    /// </summary>
    /// <value>
    /// Default 256: enough for turns that wait for a model most of the time, few enough to bound the memory.
    /// </value>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000.")]
    public int MaxConcurrent { get; set; } = 256;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
