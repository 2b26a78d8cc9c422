using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SupportBot.Elasticsearch.Transport;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>Calls the REST API: sends a request, and reads the answer or the error.</summary>
internal sealed class Api(ElasticsearchTransport transport, ElasticsearchOptions options)
{
    public TimeSpan SearchTime => TimeSpan.FromSeconds(options.SearchSeconds);

    public TimeSpan BulkTime => TimeSpan.FromSeconds(options.BulkSeconds);

    /// <summary>For a call that creates, changes or looks at something other than documents.</summary>
    public TimeSpan AdministrationTime => TimeSpan.FromSeconds(options.AdministrationSeconds);

    /// <summary>Path segments, escaped.</summary>
    public static string Path(params ReadOnlySpan<string> segments)
    {
        var escaped = new string[segments.Length];
        for (var i = 0; i < segments.Length; i++) escaped[i] = Uri.EscapeDataString(segments[i]);
        return string.Join('/', escaped);
    }

    public async Task<ElasticsearchResult<T>> CallAsync<T>(NodeRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var attempt = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (ErrorBody.Of(attempt) is { } error) return error;
        try
        {
            if (JsonSerializer.Deserialize(attempt.Body.Span, type) is { } value) return value;
        }
        catch (JsonException)
        {
            // Cut off, or not what this call answers.
        }
        return new ElasticsearchError(ErrorKind.Unreadable, (int)attempt.Status, "", "");
    }

    /// <summary>A call that answers by its status alone: 404 is no.</summary>
    public async Task<ElasticsearchResult<bool>> AskAsync(NodeRequest request, CancellationToken cancellationToken)
    {
        var attempt = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return ErrorBody.Of(attempt) switch
        {
            null => true,
            { Kind: ErrorKind.Rejected, Status: 404 } => false,
            var error => error,
        };
    }

    /// <summary>A request about something other than documents.</summary>
    public NodeRequest Request(HttpMethod method, string path, WriteJson? body = null) =>
        new(method, path) { Body = body is null ? default : JsonBytes.Of(body), Timeout = AdministrationTime };
}
