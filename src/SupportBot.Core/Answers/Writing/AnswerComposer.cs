using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Sets blocks as Markdown with numbered citations, one number a passage.</summary>
internal static class AnswerComposer
{
    public static (string Text, IReadOnlyList<Citation> Citations) Compose(IReadOnlyList<Claim> claims)
    {
        var passages = claims.Select(claim => claim.Chunk.Id).Distinct().ToList();
        var text = string.Join(
            "\n\n",
            claims.Select(claim => RepliedTo(claim) + Cite(claim, passages.IndexOf(claim.Chunk.Id) + 1)));
        return (text, [.. passages.Select((id, i) => Citation(claims.First(claim => claim.Chunk.Id == id), i + 1))]);
    }

    private static string RepliedTo(Claim claim) => claim.RepliesTo.Length > 0 ? $"**{claim.RepliesTo}**\n\n" : "";

    // The number stands behind the last word. Behind a fence or a table it would undo it, so it stands in the line that
    // announces the block, or below.
    private static string Cite(Claim claim, int number)
    {
        var text = claim.Text;
        var title = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (title > 0 && ChunkText.IsBold(text[..title])) text = text.Insert(title, $" [{number}]");
        if (claim.Shape == ClaimShape.Sentence || (claim.Shape == ClaimShape.Item && !EndsInCode(text)))
            return text switch
            {
                [.., ':'] => $"{text[..^1]}. [{number}]",
                [.., '：'] => $"{text[..^1]}。 [{number}]",
                _ when EndsInCode(text) => $"{text}\n\n[{number}]",
                _ => $"{text} [{number}]",
            };
        var lead = text.IndexOf("\n\n", StringComparison.Ordinal);
        return lead > 0 && text[lead - 1] is ':' or '：' && text[0] is not ('|' or '`')
            ? $"{text[..(lead - 1)]} [{number}]{text[(lead - 1)..]}"
            : $"{text}\n\n[{number}]";
    }

    private static bool EndsInCode(string text) => text.EndsWith("```", StringComparison.Ordinal);

    private static Citation Citation(Claim claim, int number) => new(
        number, claim.Chunk.Title, claim.Chunk.Section, claim.Chunk.DocumentId, claim.Chunk.Url, claim.Quote,
        claim.Chunk.Audience);
}
