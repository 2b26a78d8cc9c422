using Polly;
using Polly.Retry;

namespace SupportBot.BotFramework.Connector;

// Retries 429, 412 and failed connections. Repeatable calls are also retried after 5xx; sending a message is not
// repeatable.
internal static class ConnectorRetry
{
    private const int MaxRetries = 4;

    // A channel that asks for a longer delay is reported as a failure.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<Attempt> Create(
        bool repeatable, TimeProvider clock, Func<double>? randomizer = null)
    {
        var options = new RetryStrategyOptions<Attempt>
        {
            MaxRetryAttempts = MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = MaxWait,
            ShouldHandle = args =>
                ValueTask.FromResult(args.Outcome.Result is { } attempt && MayRetry(attempt, repeatable)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
        };
        if (randomizer is not null) options.Randomizer = randomizer;
        return new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }.AddRetry(options).Build();
    }

    private static bool MayRetry(Attempt attempt, bool repeatable) =>
        (attempt.IsRetryable || (repeatable && attempt.IsAmbiguous)) && !(attempt.RetryAfter > MaxWait);
}
