using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace SupportBot.Models.Connecting;

// Retries only before any part of an answer was received, if the server is unreachable, overloaded or failing. A server
// that asks for a longer wait than a customer accepts is not retried.
internal static class ModelRetry
{
    private const int MaxRetries = 2;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    public static HttpRetryStrategyOptions Options(TimeProvider time) => new()
    {
        MaxRetryAttempts = MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = FirstWait,
        ShouldHandle = args => ValueTask.FromResult(IsPassing(args.Outcome)
            && CallTimeouts.Current?.MayWait(RetryAfter(args.Outcome, time) ?? FirstWait) != false),
        DelayGenerator = args => ValueTask.FromResult(RetryAfter(args.Outcome, time)),
    };

    private static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded }
        || outcome.Result is { StatusCode: var status } && (int)status is 408 or 429 or >= 500;

    private static TimeSpan? RetryAfter(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };
}
