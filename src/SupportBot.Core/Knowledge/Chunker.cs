namespace SupportBot.Core.Knowledge;

/// <summary>Makes chunks of a document: a section each, and several of a long section.</summary>
public static class Chunker
{
    /// <summary>
    /// A section of more words is split, at the borders of its blocks, into parts of about equal length.
    /// </summary>
    public const int MostWords = 250;

    /// <summary>Text without borders, such as one line of data, is cut after this many characters.</summary>
    public const int MostCharacters = 8_000;

    public static ChunkedDocument Split(Document document)
    {
        var chunks = new List<Chunk>();
        foreach (var section in document.Sections)
            foreach (var blocks in Parts(section.Blocks))
                chunks.Add(new Chunk
                {
                    DocumentId = document.Id,
                    Version = 0,
                    Ordinal = chunks.Count,
                    Title = document.Title,
                    Section = string.Join(" › ", section.HeadingPath),
                    Url = section.Anchor.Length == 0 ? document.Url : $"{document.Url}#{section.Anchor}",
                    Text = string.Join(Outline.Separator, blocks.Select(block => block.Markdown)),
                    Outline = Outline.Of(blocks),
                    Audience = document.Audience,
                    Language = document.Language,
                });
        return new ChunkedDocument(document, chunks);
    }

    private static IEnumerable<List<TextBlock>> Parts(IReadOnlyList<TextBlock> blocks) => Pack(WithLeads(blocks
        .Select(block => block with { Markdown = ChunkText.Of(block.Markdown) })
        .Where(block => block.Markdown.Length > 0).SelectMany(Pieces)));

    private static IEnumerable<TextBlock> Pieces(TextBlock block) => BlockSplitter.Split(block.Markdown, MostWords)
        .SelectMany(Slices).Select(piece => block with { Markdown = piece });

    private static IEnumerable<string> Slices(string piece)
    {
        for (int start = 0, end; start < piece.Length; start = end)
        {
            end = Math.Min(piece.Length, start + MostCharacters);
            if (end < piece.Length && char.IsLowSurrogate(piece[end])) end--;
            yield return piece[start..end];
        }
    }

    // A paragraph that introduces the next block becomes part of it.
    private static IEnumerable<TextBlock> WithLeads(IEnumerable<TextBlock> blocks)
    {
        TextBlock? lead = null;
        foreach (var block in blocks)
        {
            if (lead is not null && (lead.Admonition != block.Admonition || lead.Markdown.Length > MostCharacters / 2))
            {
                yield return lead;
                lead = null;
            }
            var whole = lead is null ? block
                : block with { Markdown = $"{lead.Markdown}{Outline.Separator}{block.Markdown}" };
            lead = block.IsLead ? whole : null;
            if (lead is null) yield return whole;
        }
        if (lead is not null) yield return lead;
    }

    // Packs blocks in order and evenly, so that no part is a small remainder.
    private static IEnumerable<List<TextBlock>> Pack(IEnumerable<TextBlock> blocks)
    {
        var pieces = blocks.Select(block => (Block: block, Words: BlockSplitter.Words(block.Markdown))).ToList();
        double total = pieces.Sum(piece => piece.Words);
        var target = total / Math.Max(1, Math.Ceiling(total / MostWords));
        var part = new List<TextBlock>();
        var (words, characters) = (0, 0);
        foreach (var (piece, length) in pieces)
        {
            if (part.Count > 0 && (words >= target || words + length > MostWords
                || characters + piece.Markdown.Length > MostCharacters))
            {
                yield return part;
                (part, words, characters) = ([], 0, 0);
            }
            part.Add(piece);
            words += length;
            characters += piece.Markdown.Length;
        }
        if (part.Count > 0) yield return part;
    }
}
