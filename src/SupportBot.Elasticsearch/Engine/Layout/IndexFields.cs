namespace SupportBot.Elasticsearch.Engine.Layout;

/// <summary>The fields of an index.</summary>
internal static class IndexFields
{
    public const string DocumentId = "document_id";
    public const string DocumentVersion = "document_version";

    /// <summary>The id of a chunk once more: the id itself cannot be sorted by.</summary>
    public const string ChunkId = "chunk_id";

    /// <summary>How many chunks the document has.</summary>
    public const string Chunks = "chunks";

    public const string Audience = "audience";
    public const string Language = "language";
    public const string Vector = "vector";

    /// <summary>What the index holds; in one document alone.</summary>
    public const string State = "state";

    /// <summary>Objects with a field a language. They weigh the same, as in the embedded engine.</summary>
    public static readonly IReadOnlyList<string> Texts = ["title", "heading", "body"];

    public static string In(string text, string languageField) => $"{text}.{languageField}";
}
