using System.Text.Json.Nodes;

namespace SupportBot.Conformance.Elasticsearch.Node;

/// <summary>What the node answers.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON; null for none.</param>
internal sealed record NodeReply(int Status, JsonNode? Body)
{
    /// <summary>Instead of the media type that was asked for.</summary>
    public string? ContentType { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Instead of JSON.</summary>
    public string? Text { get; init; }

    /// <summary>The connection breaks after half of the body.</summary>
    public bool IsCut { get; init; }

    public static NodeReply Ok(JsonNode body) => new(200, body);

    public static NodeReply Acknowledged => Ok(new JsonObject { ["acknowledged"] = true });
}
