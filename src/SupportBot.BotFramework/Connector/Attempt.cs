using System.Text.Json;

namespace SupportBot.BotFramework.Connector;

/// <summary>One try of a call: an answer, or why there is none.</summary>
/// <param name="Status">HTTP status; null without an answer.</param>
/// <param name="Body">The answer's body.</param>
/// <param name="RetryAfter">How long the channel asks to wait.</param>
/// <param name="CorrelationId">The channel's own id of the call.</param>
/// <param name="NeverSent">No connection came about, so the channel cannot have got it.</param>
/// <param name="Problem">Without an answer: what happened.</param>
internal sealed record Attempt(
    int? Status, byte[] Body, TimeSpan? RetryAfter = null, string? CorrelationId = null, bool NeverSent = false, string Problem = "")
{
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The channel may or may not have carried it out.</summary>
    public bool IsAmbiguous => !Succeeded && !NeverSent && Status is null or 408 or >= 500;

    /// <summary>The channel says that it did not carry it out and that a later try may do.</summary>
    public bool IsDeferred => NeverSent || Status is 429 or 412;

    public static Attempt Unanswered(Exception e) => new(
        null, [], NeverSent: e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError },
        Problem: e is OperationCanceledException ? "no answer in time" : e.Message);

    /// <summary>Without a token nothing is sent; to ask for one again is MSAL's business.</summary>
    public static Attempt Unauthorized(Exception e) => new(401, [], Problem: e.Message);

    /// <summary>The code and message of an error body; the status where there is none.</summary>
    public (string Code, string Message) Error()
    {
        try
        {
            if (Body.Length > 0 && JsonSerializer.Deserialize(Body, ConnectorJson.Default.ConnectorError)?.Error is { } error)
                return (error.Code ?? $"Http{Status}", error.Message ?? "");
        }
        catch (JsonException)
        {
            // A proxy's page: the status says all there is to say.
        }
        return (Status is null ? "Unreachable" : $"Http{Status}", Problem);
    }
}
