using System.Text.RegularExpressions;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>Which media types a 9.5 server takes, and which it answers with.</summary>
internal static partial class MediaTypes
{
    public const string Plain = "application/json";

    /// <exception cref="NodeError">The headers do not go together.</exception>
    public static void Check(NodeRequest request)
    {
        var (accept, content) = (
            VersionOf(request.Accept), request.Body.Length == 0 ? null : VersionOf(request.ContentType));
        if (accept is not (null or "8" or "9"))
            throw Wrong($"Accept version must be either version 9 or 8, but found {accept}. Accept={request.Accept}");
        if (request.Body.Length == 0 || accept == content) return;
        var rule = accept == "8" ? " and the compatible versions must match" : "";
        throw Wrong(
            "A compatible version is required on both Content-Type and Accept headers if either one has requested a "
                + $"compatible version{rule}. "
            + $"Accept={request.Accept}, Content-Type={request.ContentType}");
    }

    public static string AnswerTo(NodeRequest request) =>
        VersionOf(request.Accept) is { } version
            ? $"application/vnd.elasticsearch+json;compatible-with={version}"
            : Plain;

    private static NodeError Wrong(string reason) => new(
            400,
            NodeError.Cause(
                "media_type_header_exception", "Invalid media-type value on headers [Accept, Content-Type]"),
            NodeError.Cause("status_exception", reason));

    private static string? VersionOf(string header) =>
        Version().Match(header) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"application/vnd\.elasticsearch\+(?:json|x-ndjson); ?compatible-with=(\d+)")]
    private static partial Regex Version();
}
