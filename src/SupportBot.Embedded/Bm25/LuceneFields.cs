using System.Runtime.InteropServices;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using Document = Lucene.Net.Documents.Document;

namespace SupportBot.Embedded.Bm25;

// Text fields are per language (body_en), so that each language has its own analyzer and word statistics. The index
// contains no texts; these come from the database.
internal static class LuceneFields
{
    public const string DocumentId = "document";
    public const string ChunkId = "chunk";
    public const string Access = "access";
    public const string Vector = "vector";

    // A lower weight of the title was better on ClapNQ, whose passages repeat it, but cost answers on real
    // documentation.
    public static readonly IReadOnlyList<(string Name, float Weight)> Texts =
        [("title", 1f), ("heading", 1f), ("body", 1f)];

    private static readonly FieldType Searched =
        new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS };

    public static string In(string name, string language) => $"{name}_{language}";

    public static bool IsText(string field) =>
        Texts.Any(text => field.StartsWith(text.Name + "_", StringComparison.Ordinal));

    public static float WeightOf(string field) =>
        Texts.First(text => field.StartsWith(text.Name + "_", StringComparison.Ordinal)).Weight;

    public static string LanguageOf(string field) => field[(field.LastIndexOf('_') + 1)..];

    // Audience and language in one value, so that one lookup decides whether a search may see the chunk.
    public static string AccessOf(Audience audience, string language) => $"{(int)audience}/{language}";

    public static (Audience Audience, string Language) ReadAccess(string access) =>
        ((Audience)(access[0] - '0'), access[2..]);

    public static IEnumerable<Document> Of(IndexedDocument document, bool withVectors) =>
        document.Chunks.Select(
            (chunk, i) => Of(chunk, withVectors && i < document.Vectors.Count ? document.Vectors[i] : default));

    public static BytesRef Bytes(ReadOnlyMemory<float> vector) => new(MemoryMarshal.AsBytes(vector.Span).ToArray());

    private static Document Of(Chunk chunk, ReadOnlyMemory<float> vector) =>
    [
        new StringField(DocumentId, chunk.DocumentId, Field.Store.NO),
        new StringField(ChunkId, chunk.Id, Field.Store.NO),
        new BinaryDocValuesField(ChunkId, new BytesRef(chunk.Id)),
        new SortedDocValuesField(Access, new BytesRef(AccessOf(chunk.Audience, chunk.Language))),
        new BinaryDocValuesField(Vector, Bytes(vector)),
        new Field(In("title", chunk.Language), chunk.Title, Searched),
        new Field(In("heading", chunk.Language), chunk.Section, Searched),
        new Field(In("body", chunk.Language), chunk.Text, Searched),
    ];
}
