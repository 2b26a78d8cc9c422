namespace SupportBot.Elasticsearch.Transport;

/// <summary>A request to whichever node answers it.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">Path and query, without a leading slash, escaped.</param>
internal sealed record NodeRequest(HttpMethod Method, string Path)
{
    /// <summary>JSON, or lines of it; empty for none. It stays the same over all attempts.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body is lines of JSON, each with its line feed.</summary>
    public bool IsLines { get; init; }

    /// <summary>For all attempts together.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>Whether it can be sent again without harm after it may have arrived.</summary>
    public bool IsIdempotent { get; init; } = true;
}
