namespace SupportBot.Elasticsearch.Engine.Layout;

internal static class IndexFields
{
    public const string DocumentId = "document_id";
    public const string DocumentVersion = "document_version";

    // A copy of the chunk's id, since _id cannot be used for sorting.
    public const string ChunkId = "chunk_id";

    public const string Chunks = "chunks";

    public const string Audience = "audience";
    public const string Language = "language";
    public const string Vector = "vector";

    // Only in the state document.
    public const string State = "state";

    public static readonly IReadOnlyList<string> Texts = ["title", "heading", "body"];

    public static string In(string text, string languageField) => $"{text}.{languageField}";
}
