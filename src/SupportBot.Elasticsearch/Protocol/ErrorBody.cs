using System.Net;
using System.Text.Json;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>
/// Reads errors out of answers. An error is an object, or for an unknown address merely a string; it names its deepest cause
/// in <c>root_cause</c>, and its index there or with the shards that failed.
/// </summary>
internal static class ErrorBody
{
    /// <summary>Of an attempt that gave nothing, or a status of 400 or more; null for an answer that is no error.</summary>
    public static ElasticsearchError? Of(Attempt attempt) => attempt.Failure switch
    {
        NodeFailure.None when (int)attempt.Status < 400 => (int)attempt.Status < 300 ? null : new(ErrorKind.Unreadable, (int)attempt.Status, "redirect", ""),
        NodeFailure.None => Parse(attempt),
        NodeFailure.TimedOut => NoAnswer(ErrorKind.TimedOut, attempt),
        NodeFailure.OtherProduct => NoAnswer(ErrorKind.OtherProduct, attempt),
        NodeFailure.TooLarge => NoAnswer(ErrorKind.TooLarge, attempt),
        NodeFailure.WrongContentType => NoAnswer(KindOf(attempt.Status) is ErrorKind.Rejected ? ErrorKind.Unreadable : KindOf(attempt.Status), attempt),
        _ => NoAnswer(ErrorKind.Unavailable, attempt),
    };

    /// <summary>Of one item in a longer answer.</summary>
    /// <param name="error">The value of <c>error</c>.</param>
    /// <param name="status">The item's own status.</param>
    public static ElasticsearchError Of(JsonElement error, int status)
    {
        var kind = KindOf((HttpStatusCode)status);
        if (error.ValueKind != JsonValueKind.Object) return new(kind, status, "", error.ToString());
        var type = Text(error, "type") ?? "";
        JsonElement?[] places = [error, First(error, "root_cause"), First(error, "failed_shards")];
        var root = places[1] is { } cause ? Text(cause, "type") : null;
        var index = places.Select(place => place is { } json ? Text(json, "index") : null).FirstOrDefault(name => name is not null);
        return new(kind, status, type, Text(error, "reason") ?? "", root == type ? null : root, index);
    }

    private static ElasticsearchError Parse(Attempt attempt)
    {
        var status = (int)attempt.Status;
        try
        {
            using var json = JsonDocument.Parse(attempt.Body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error)) return Of(error, status);
        }
        catch (JsonException)
        {
            // Answers to HEAD have no body, and others may be cut off: the status says enough.
        }
        return new(KindOf(attempt.Status), status, "", "");
    }

    private static ElasticsearchError NoAnswer(ErrorKind kind, Attempt attempt) =>
        new(kind, attempt.Status == 0 ? null : (int)attempt.Status, attempt.Detail, "");

    private static ErrorKind KindOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => ErrorKind.Unauthorized,
        408 => ErrorKind.TimedOut,
        429 => ErrorKind.Busy,
        >= 500 => ErrorKind.Unavailable,
        _ => ErrorKind.Rejected,
    };

    private static JsonElement? First(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Object ? list[0] : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
