using Microsoft.Bot.Schema;
using Microsoft.Rest;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.BotFramework.Connector;

internal sealed record Attempt
{
    // Null if there was no response.
    public int? Status { get; private init; }

    public object? Value { get; private init; }

    // Error code of the channel, or Http{status}, or Unreachable.
    public string Code { get; private init; } = "";

    public string Message { get; private init; } = "";

    public TimeSpan? RetryAfter { get; private init; }

    // Microsoft support finds the call by it.
    public string? CorrelationId { get; private init; }

    // No connection was made, so the channel cannot have received the call.
    public bool NeverSent { get; private init; }

    public bool Succeeded => Status is >= 200 and < 300;

    // The channel may or may not have processed the call.
    public bool IsAmbiguous => !Succeeded && !NeverSent && Status is null or 408 or >= 500;

    // The channel did not process the call, and a later attempt may succeed.
    public bool IsRetryable => NeverSent || Status is 429 or 412;

    public static Attempt Success(object? value) => new() { Status = 200, Value = value };

    // Null for an exception that is not the outcome of a call.
    public static Attempt? FromException(Exception e, TimeProvider clock) => e switch
    {
        // The SDK throws for a success other than 200, 201 and 202, and for a body that is not JSON.
        SerializationException => Success(null),
        ErrorResponseException { Response.StatusCode: var status } when (int)status is >= 200 and < 300 =>
            Success(null),
        ErrorResponseException refused => FromError(refused, clock),
        HttpOperationException refused => FromResponse(refused.Response, clock),
        // Without a token nothing is sent; MSAL retries by itself.
        AccessTokenException => new() { Status = 401, Code = "Http401", Message = e.Message },
        HttpRequestException { HttpRequestError: var error } => NoResponse(e.Message, error is
            HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError),
        OperationCanceledException => NoResponse("no response in time", neverSent: false),
        IOException => NoResponse(e.Message, neverSent: false),
        _ => null,
    };

    private static Attempt NoResponse(string problem, bool neverSent) =>
        new() { Code = "Unreachable", Message = problem, NeverSent = neverSent };

    private static Attempt FromError(ErrorResponseException refused, TimeProvider clock)
    {
        var attempt = FromResponse(refused.Response, clock);
        return refused.Body?.Error is { } error
            ? attempt with { Code = error.Code ?? attempt.Code, Message = error.Message ?? "" }
            : attempt;
    }

    private static Attempt FromResponse(HttpResponseMessageWrapper response, TimeProvider clock) => new()
    {
        Status = (int)response.StatusCode,
        Code = $"Http{(int)response.StatusCode}",
        RetryAfter = ParseRetryAfter(Header(response, "Retry-After"), clock),
        CorrelationId = Header(response, "MS-CV") ?? Header(response, "X-Correlating-OperationId"),
    };

    private static string? Header(HttpResponseMessageWrapper response, string name) =>
        response.Headers.FirstOrDefault(header => name.Equals(header.Key, StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();

    private static TimeSpan? ParseRetryAfter(string? header, TimeProvider clock)
    {
        if (!System.Net.Http.Headers.RetryConditionHeaderValue.TryParse(header, out var wait)) return null;
        return wait.Delta ?? (wait.Date - clock.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero);
    }
}
