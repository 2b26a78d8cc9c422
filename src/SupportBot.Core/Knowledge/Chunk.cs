using System.Globalization;

namespace SupportBot.Core.Knowledge;

/// <summary>The unit of search: one section, or a part of a long one, with what is needed to cite it.</summary>
public sealed record Chunk
{
    // About as much as sentence models read.
    private const int MaxBlockCharacters = 2_000;

    /// <summary>A heading of fewer words may stand in many documents.</summary>
    internal const int MinQuestionWords = 3;

    /// <summary><c>documentId#ordinal</c>, unique among the live versions of a brand.</summary>
    public string Id => $"{DocumentId}#{Ordinal}";

    internal static (string DocumentId, int Ordinal)? ParseId(string id) =>
        id.LastIndexOf('#') is > 0 and var at
            && int.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? (id[..at], ordinal)
            : null;

    public required string DocumentId { get; init; }

    /// <summary>
    /// The document version it belongs to; grows with each changed text of the document. 0 before it is stored.
    /// </summary>
    public required long Version { get; init; }

    /// <summary>Position in the document, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The document's title.</summary>
    public required string Title { get; init; }

    /// <summary>Headings down to this section, joined by <c> › </c>; empty before the first heading.</summary>
    public required string Section { get; init; }

    /// <summary>The nearest heading above it: the last of the section, or the title.</summary>
    internal string Heading => Section.Length > 0 ? Section.Split(" › ")[^1] : Title;

    /// <summary>
    /// The message that asks for this section: its heading where that is a question, else with the title before it.
    /// </summary>
    internal string Question => Heading is [.., '?' or '？'] && BlockSplitter.Words(Heading) >= MinQuestionWords
        ? Heading
        : $"{Title}: {Heading}";

    /// <summary>Canonical URL with the section's anchor.</summary>
    public required string Url { get; init; }

    /// <summary>The passage as Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>Where the blocks of the text begin, and what they are; empty if that is not known.</summary>
    public string Outline { get; init; } = "";

    /// <summary>
    /// The paragraphs, lists, tables and pieces of code of the text, in order, each with what announces it.
    /// </summary>
    public IReadOnlyList<TextBlock> Blocks => Knowledge.Outline.Apply(Outline, Text);

    /// <summary>The text for embedding models.</summary>
    public string EmbeddingText => $"{Title}\n{Section}\n{Text}";

    /// <summary>What an embedding model is given of it.</summary>
    public PassageText ToPassage() => new(Language, EmbeddingText);

    /// <summary>
    /// The text for embedding models of one of the <see cref="Blocks"/>: the headings above it, and its beginning. A
    /// block that is the whole text shares the text, and so the vector, of the chunk.
    /// </summary>
    public string BlockText(TextBlock block)
    {
        if (block.Markdown.Length == Text.Length) return EmbeddingText;
        var text = $"{(Section.Length == 0 ? Title : $"{Title} › {Section}")}\n{block.Markdown}";
        if (text.Length <= MaxBlockCharacters) return text;
        return text[..(char.IsHighSurrogate(text[MaxBlockCharacters - 1])
            ? MaxBlockCharacters - 1
            : MaxBlockCharacters)];
    }

    public required Audience Audience { get; init; }

    /// <summary>Two-letter ISO 639-1 code.</summary>
    public required string Language { get; init; }
}
