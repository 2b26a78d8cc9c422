using System.Net.Http.Headers;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>
/// The media types of the REST API. They ask for the behaviour of version 8, which 8 and 9 both offer; one on Accept alone
/// would let the server read the body as another version.
/// </summary>
internal static class MediaTypes
{
    /// <summary>For Accept always, and for Content-Type of a body.</summary>
    public const string Json = "application/vnd.elasticsearch+json;compatible-with=8";

    /// <summary>For Content-Type of <c>_bulk</c> and <c>_msearch</c>.</summary>
    public const string Lines = "application/vnd.elasticsearch+x-ndjson;compatible-with=8";

    /// <summary>Whether an answer is what was asked for. Errors about the media type itself come as plain JSON.</summary>
    public static bool IsJson(MediaTypeHeaderValue? type) =>
        type?.MediaType is { } media
        && (media.Equals("application/vnd.elasticsearch+json", StringComparison.OrdinalIgnoreCase) || media.Equals("application/json", StringComparison.OrdinalIgnoreCase));
}
