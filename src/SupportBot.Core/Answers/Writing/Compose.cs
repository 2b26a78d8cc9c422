using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Sets claims as Markdown with numbered citations, one number a section.</summary>
internal static class Compose
{
    public static (string Text, IReadOnlyList<Citation> Citations) Answer(IReadOnlyList<Claim> claims)
    {
        var sections = claims.Select(claim => claim.Chunk.Id).Distinct().ToList();
        var blocks = Blocks(claims).ToList();
        var text = string.Join("\n\n", blocks.Select((block, i) =>
            Set(block, IsAnnounced(blocks, i), IsAnnounced(blocks, i + 1), sections.IndexOf(block[0].Chunk.Id) + 1)));
        return (text, [.. sections.Select((id, i) => Cite(claims.First(claim => claim.Chunk.Id == id), i + 1))]);
    }

    /// <summary>What is of one block and one shape stands together.</summary>
    private static IEnumerable<List<Claim>> Blocks(IReadOnlyList<Claim> claims)
    {
        List<Claim> block = [];
        foreach (var claim in claims)
        {
            if (block.Count > 0
                && (block[0].Chunk.Id, block[0].Block, block[0].Shape) != (claim.Chunk.Id, claim.Block, claim.Shape))
            {
                yield return block;
                block = [];
            }
            block.Add(claim);
        }
        if (block.Count > 0) yield return block;
    }

    /// <summary>The block comes right after a sentence of its section that ends in a colon.</summary>
    private static bool IsAnnounced(List<List<Claim>> blocks, int i) => i > 0 && i < blocks.Count
        && blocks[i][0].Shape != ClaimShape.Sentence
        && blocks[i - 1][^1] is { Shape: ClaimShape.Sentence, Text: [.., ':' or '：'] } before
        && before.Chunk.Id == blocks[i][0].Chunk.Id;

    /// <summary>
    /// The number stands behind the last word; before the colon of a sentence that announces the next block, which then
    /// needs none where it would stand on a line of its own.
    /// </summary>
    private static string Set(List<Claim> block, bool isAnnounced, bool announces, int number)
    {
        var text = Joined(block);
        // Behind a fence the number would undo it, so it stands below.
        var below = isAnnounced ? "" : $"\n\n[{number}]";
        return block[0].Shape switch
        {
            ClaimShape.Sentence when announces => $"{text[..^1]} [{number}]{text[^1]}",
            ClaimShape.Sentence when text.EndsWith(':') => $"{text[..^1]}. [{number}]",
            ClaimShape.Sentence when text.EndsWith('：') => $"{text[..^1]}。 [{number}]",
            ClaimShape.Item when text.EndsWith('`') => $"{text}\n\n[{number}]",
            ClaimShape.Sentence or ClaimShape.Item => $"{text} [{number}]",
            ClaimShape.Row => $"{block[0].Head}\n{text}{below}",
            _ => $"{text}{below}",
        };
    }

    /// <summary>No space stands behind a full stop that has one within.</summary>
    private static string Joined(List<Claim> block)
    {
        if (block[0].Shape != ClaimShape.Sentence) return string.Join('\n', block.Select(claim => claim.Text));
        return block.Skip(1).Aggregate(
            block[0].Text, (text, claim) => $"{text}{(text is [.., '。' or '！' or '？'] ? "" : " ")}{claim.Text}");
    }

    private static Citation Cite(Claim claim, int number) => new(
        number, claim.Chunk.Title, claim.Chunk.Section, claim.Chunk.DocumentId, claim.Chunk.Url, claim.Quote,
        claim.Chunk.Audience);
}
