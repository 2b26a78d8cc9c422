using Markdig;
using Markdig.Syntax;
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

    // Each paragraph and list has the number. Behind a fence or a table it would undo it, so it stands in the paragraph
    // before, or below.
    private static string Cite(Claim claim, int number)
    {
        var (text, blocks) = (claim.Text, Markdown.Parse(claim.Text, MarkdownSyntax.Pipeline));
        var isCitedList = false;
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            // The span of a list may include the line break after it.
            var start = blocks[i].Span.Start;
            var block = text[start..(blocks[i].Span.End + 1)].TrimEnd();
            var end = start + block.Length;
            var announcesList = isCitedList && block is [.., ':' or '：'];
            isCitedList = blocks[i] is ListBlock && !EndsInCode(block);
            var mark = blocks[i] switch
            {
                ParagraphBlock when announcesList => "",
                ParagraphBlock or ListBlock when !EndsInCode(block) => $" [{number}]",
                _ => i == blocks.Count - 1 && blocks is not [.., ParagraphBlock, _] ? $"\n\n[{number}]" : "",
            };
            text = $"{text[..start]}{AddMark(block, mark, isLast: end == text.Length)}{text[end..]}";
        }
        return text;
    }

    private static string AddMark(string block, string mark, bool isLast) => block switch
    {
        [.. var lead, ':'] when mark.Length > 0 => isLast ? $"{lead}.{mark}" : $"{lead}{mark}:",
        [.. var lead, '：'] when mark.Length > 0 => isLast ? $"{lead}。{mark}" : $"{lead}{mark}：",
        _ => block + mark,
    };

    private static bool EndsInCode(string text) => text.EndsWith("```", StringComparison.Ordinal);

    private static Citation Citation(Claim claim, int number) => new(
        number, claim.Chunk.Title, claim.Chunk.Section, claim.Chunk.DocumentId, claim.Chunk.Url, claim.Quote,
        claim.Chunk.Audience);
}
