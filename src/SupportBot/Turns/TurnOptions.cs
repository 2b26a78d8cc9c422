using System.ComponentModel.DataAnnotations;

namespace SupportBot.Turns;

/// <summary>How turns are run.</summary>
internal sealed class TurnOptions
{
    /// <summary>Seconds after which a turn is ended with the message that it failed.</summary>
    /// <value>Default 50.</value>
    [Range(5, 600, ErrorMessage = "must be from 5 to 600.")]
    public int TimeoutSeconds { get; set; } = 50;

    /// <summary>Number of turns of each channel that run at the same time, each in another conversation.</summary>
    /// <value>Default 256: enough for turns that mostly wait for a model, and few enough to limit memory.</value>
    [Range(1, 10_000, ErrorMessage = "must be from 1 to 10000.")]
    public int MaxConcurrent { get; set; } = 256;

    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
