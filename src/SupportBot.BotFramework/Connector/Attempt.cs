using Microsoft.Bot.Schema;
using Microsoft.Rest;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

/// <summary>One attempt of a call: an answer, or the reason why there is none.</summary>
internal sealed record Attempt
{
    /// <summary>HTTP status; null without an answer.</summary>
    public int? Status { get; private init; }

    /// <summary>The body of a success, where the channel gave one that can be read.</summary>
    public object? Value { get; private init; }

    /// <summary>The channel's error code, or ours.</summary>
    public string Code { get; private init; } = "";

    public string Message { get; private init; } = "";

    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>By which Microsoft's support finds the call.</summary>
    public string? CorrelationId { get; private init; }

    /// <summary>No connection was made, so the channel cannot have received it.</summary>
    public bool NeverSent { get; private init; }

    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The channel may or may not have carried it out.</summary>
    public bool IsAmbiguous => !Succeeded && !NeverSent && Status is null or 408 or >= 500;

    /// <summary>The channel did not carry it out, and a later attempt may succeed.</summary>
    public bool IsDeferred => NeverSent || Status is 429 or 412;

    public static Attempt Success(object? value) => new() { Status = 200, Value = value };

    /// <summary>Of what the SDK's client threw; null for what is no outcome of a call.</summary>
    public static Attempt? From(Exception e, TimeProvider clock) => e switch
    {
        // The SDK reads no other success than 200, 201 and 202, and no body but JSON.
        SerializationException => Success(null),
            ErrorResponseException { Response.StatusCode: var status } when (int)status is >= 200 and < 300 => Success(
                null),
        ErrorResponseException refused => Refused(refused, clock),
        HttpOperationException refused => Answered(refused.Response, clock),
        // Without a token nothing is sent; acquiring one again is MSAL's business.
        AccessTokenException => new() { Status = 401, Code = "Http401", Message = e.Message },
        HttpRequestException { HttpRequestError: var error } => Unanswered(e.Message, error is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError),
        OperationCanceledException => Unanswered("no answer in time", neverSent: false),
        IOException => Unanswered(e.Message, neverSent: false),
        _ => null,
    };

    private static Attempt Unanswered(string problem, bool neverSent) =>
        new() { Code = "Unreachable", Message = problem, NeverSent = neverSent };

    private static Attempt Refused(ErrorResponseException refused, TimeProvider clock)
    {
        var answered = Answered(refused.Response, clock);
        return refused.Body?.Error is { } error
            ? answered with { Code = error.Code ?? answered.Code, Message = error.Message ?? "" }
            : answered;
    }

    private static Attempt Answered(HttpResponseMessageWrapper response, TimeProvider clock) => new()
    {
        Status = (int)response.StatusCode,
        Code = $"Http{(int)response.StatusCode}",
        RetryAfter = Wait(Header(response, "Retry-After"), clock),
        CorrelationId = Header(response, "MS-CV") ?? Header(response, "X-Correlating-OperationId"),
    };

    private static string? Header(HttpResponseMessageWrapper response, string name) =>
        response.Headers.FirstOrDefault(header => name.Equals(header.Key, StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();

    private static TimeSpan? Wait(string? header, TimeProvider clock)
    {
        if (!System.Net.Http.Headers.RetryConditionHeaderValue.TryParse(header, out var wait)) return null;
        return wait.Delta ?? (wait.Date - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero);
    }
}
