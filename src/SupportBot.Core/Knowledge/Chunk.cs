using System.Globalization;

namespace SupportBot.Core.Knowledge;

/// <summary>The unit of search: one section, or a part of a long one, with what is needed to cite it.</summary>
public sealed record Chunk
{
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

    /// <summary>The text of one of its blocks for embedding models: with the headings above it, cut where long.</summary>
    public string BlockText(TextBlock block)
    {
        var heading = Section.Length > 0 ? $"{Title} › {Section}" : Title;
        return $"{heading}\n{block.Markdown[..Math.Min(block.Markdown.Length, MaxBlockText)]}";
    }

    // No model reads more of it.
    private const int MaxBlockText = 2_000;

    public required Audience Audience { get; init; }

    /// <summary>Two-letter ISO 639-1 code.</summary>
    public required string Language { get; init; }
}
