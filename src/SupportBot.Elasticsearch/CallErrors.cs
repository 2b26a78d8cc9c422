using System.Globalization;
using System.Text.Json;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using Elastic.Transport.Products.Elasticsearch;
using SupportBot.Elasticsearch.Transport;
using ErrorCause = Elastic.Clients.Elasticsearch.ErrorCause;

namespace SupportBot.Elasticsearch;

// Reads errors from responses and exceptions of the official client.
internal static class CallErrors
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static ElasticsearchError Unreadable(string type = "") => new(ErrorKind.Unreadable, 200, type, "");

    public static ElasticsearchError? Of(ApiCallDetails details, TimeSpan limit) => details switch
    {
        { HttpStatusCode: null } => Of(details.OriginalException, limit),
        { HttpStatusCode: >= 300 and < 400 } => new(ErrorKind.Unreadable, details.HttpStatusCode, "redirect", ""),
        { HasExpectedContentType: false } => OtherContent(details.ResponseContentType, details.HttpStatusCode.Value),
        { HasSuccessfulStatusCode: true } => null,
        _ => Of((details.ProductError as ElasticsearchServerError)?.Error, details.HttpStatusCode.Value),
    };

    public static ElasticsearchError Of(Exception? exception, TimeSpan limit) => exception switch
    {
        OperationCanceledException => NoAnswer(
            ErrorKind.TimedOut, string.Create(Invariant, $"no answer in {limit.TotalSeconds:0.#} s"),
            RequestOutcome.Unclear),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            NoAnswer(ErrorKind.TooLarge, "", RequestOutcome.Answered),
        HttpRequestException { HttpRequestError: var error } =>
            NoAnswer(
                ErrorKind.Unavailable, $"{error}", IsUnsent(error) ? RequestOutcome.Unsent : RequestOutcome.Unclear),
        OtherProductException { ContentType: { } type } => OtherContent(type, 200),
        OtherProductException => NoAnswer(ErrorKind.OtherProduct, "", RequestOutcome.Answered),
        JsonException => Unreadable(),
        { InnerException: { } inner } => Of(inner, limit),
        _ => NoAnswer(ErrorKind.Unavailable, exception?.GetType().Name ?? "", RequestOutcome.Unclear),
    };

    public static ElasticsearchError Of(ErrorCause error, int status)
    {
        var root = error.RootCause?.FirstOrDefault();
        var index = IndexOf(error) ?? IndexOf(root);
        return new(KindOf(status), status, error.Type ?? "", error.Reason ?? "", Unless(error.Type, root?.Type), index);
    }

    // What is missing from a search response; null if it is complete.
    public static ElasticsearchError? OfPart(bool timedOut, ShardStatistics? shards) => (timedOut, shards) switch
    {
        (true, _) => new(ErrorKind.TimedOut, 200, "timed_out", ""),
        (_, null) => Unreadable(),
        (_, { Failed: > 0 }) => new(ErrorKind.Unavailable, 200, $"{shards.Failed} of {shards.Total} shards failed", ""),
        _ => null,
    };

    private static ElasticsearchError Of(Error? error, int status)
    {
        var root = error?.RootCause?.FirstOrDefault();
        var index = error?.Index ?? root?.Index;
        var cause = Unless(error?.Type, root?.Type);
        return new(KindOf(status), status, error?.Type ?? "", error?.Reason ?? "", cause, index)
        {
            RequestOutcome = status is 502 or 503 or 504 ? RequestOutcome.Unclear : RequestOutcome.Answered,
        };
    }

    private static ElasticsearchError OtherContent(string type, int status)
    {
        var kind = KindOf(status) is ErrorKind.Rejected ? ErrorKind.Unreadable : KindOf(status);
        return new(kind, status, type, "") { RequestOutcome = RequestOutcome.Unclear };
    }

    private static ElasticsearchError NoAnswer(ErrorKind kind, string type, RequestOutcome delivery) =>
        new(kind, null, type, "") { RequestOutcome = delivery };

    private static ErrorKind KindOf(int status) => status switch
    {
        401 or 403 => ErrorKind.Unauthorized,
        408 => ErrorKind.TimedOut,
        429 => ErrorKind.Busy,
        >= 500 => ErrorKind.Unavailable,
        _ => ErrorKind.Rejected,
    };

    private static bool IsUnsent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static string? Unless(string? same, string? root) => root == same ? null : root;

    private static string? IndexOf(ErrorCause? error) => error?.Metadata?.GetValueOrDefault("index")?.ToString();
}
