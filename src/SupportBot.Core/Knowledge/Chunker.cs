namespace SupportBot.Core.Knowledge;

/// <summary>Makes chunks of a document: a section each, and several of a long section.</summary>
public static class Chunker
{
    /// <summary>A section of more words is split, at the borders of its blocks, into parts of about equal length.</summary>
    public const int MostWords = 250;

    /// <summary>Text without borders, such as one line of data, is cut after so many characters.</summary>
    public const int MostCharacters = 8_000;

    public static ChunkedDocument Split(Document document)
    {
        var chunks = new List<Chunk>();
        foreach (var section in document.Sections)
            foreach (var text in Texts(section.Blocks))
                chunks.Add(new Chunk
                {
                    DocumentId = document.Id,
                    Version = 0,
                    Ordinal = chunks.Count,
                    Title = document.Title,
                    Section = string.Join(" › ", section.HeadingPath),
                    Url = section.Anchor.Length == 0 ? document.Url : $"{document.Url}#{section.Anchor}",
                    Text = text,
                    Audience = document.Audience,
                    Language = document.Language,
                });
        return new ChunkedDocument(document, chunks);
    }

    private static IEnumerable<string> Texts(IReadOnlyList<string> blocks)
    {
        var pieces = blocks.Select(ChunkText.Of).Where(block => block.Length > 0)
            .SelectMany(block => LongBlock.Split(block, MostWords)).SelectMany(Slices).ToList();
        return Pack(pieces).Select(part => string.Join("\n\n", part));
    }

    private static IEnumerable<string> Slices(string piece)
    {
        for (int start = 0, end; start < piece.Length; start = end)
        {
            end = Math.Min(piece.Length, start + MostCharacters);
            if (end < piece.Length && char.IsLowSurrogate(piece[end])) end--;
            yield return piece[start..end];
        }
    }

    /// <summary>Puts pieces together in order; balanced, so that no part is a mere rest.</summary>
    private static IEnumerable<List<string>> Pack(List<string> pieces)
    {
        double total = pieces.Sum(LongBlock.Words);
        var target = total / Math.Max(1, Math.Ceiling(total / MostWords));
        var part = new List<string>();
        var (words, characters) = (0, 0);
        foreach (var piece in pieces)
        {
            var length = LongBlock.Words(piece);
            if (part.Count > 0 && (words >= target || words + length > MostWords
                || characters + piece.Length > MostCharacters))
            {
                yield return part;
                (part, words, characters) = ([], 0, 0);
            }
            part.Add(piece);
            words += length;
            characters += piece.Length;
        }
        if (part.Count > 0) yield return part;
    }
}
