using Polly;
using Polly.Retry;

namespace SupportBot.BotFramework.Connector;

/// <summary>
/// When a call is tried again: 429 and 412, and where no connection came about. Calls that can be repeated without harm
/// are tried again after 5xx too; sending a message is not one of them.
/// </summary>
internal static class ConnectorRetry
{
    private const int MostRetries = 4;

    /// <summary>A channel that asks for more patience than this is told about as a failure.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<Attempt> Create(
        bool repeatable, TimeProvider clock, Func<double>? randomizer = null)
    {
        var options = new RetryStrategyOptions<Attempt>
        {
            MaxRetryAttempts = MostRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestWait,
            ShouldHandle = args =>
                ValueTask.FromResult(args.Outcome.Result is { } attempt && MayRetry(attempt, repeatable)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
        };
        if (randomizer is not null) options.Randomizer = randomizer;
        return new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }.AddRetry(options).Build();
    }

    private static bool MayRetry(Attempt attempt, bool repeatable) =>
        (attempt.IsDeferred || (repeatable && attempt.IsAmbiguous)) && !(attempt.RetryAfter > LongestWait);
}
