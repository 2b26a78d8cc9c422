using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

// FAQ pages often write questions in bold instead of as headings.
internal static partial class Questions
{
    private const int LowestLevel = 6;

    // Questions become headings without an anchor.
    public static IEnumerable<DocumentPart> AsHeadings(IReadOnlyList<DocumentPart> parts)
    {
        var level = 1;
        var isAnswer = false;
        foreach (var part in parts)
        {
            if (part is DocumentPart.Heading heading) level = heading.Level;
            var text = part is DocumentPart.Content { Block.Kind: BlockKind.Paragraph } ? part.Markdown : "";
            var question = Question().Match(text);
            if (question.Success)
                yield return new DocumentPart.Heading(
                    Math.Min(level + 1, LowestLevel), question.Groups["question"].Value, Id: "");
            var rest = question.Success ? text[question.Length..].TrimStart() : text;
            if (question.Success || isAnswer) rest = rest[Answer().Match(rest).Length..];
            isAnswer = question.Success && rest.Length == 0;
            if (rest.Length == 0 && question.Success) continue;
            yield return rest == text
                ? part
                : new DocumentPart.Content(((DocumentPart.Content)part).Block with { Markdown = rest });
        }
    }

    // **Q: How do I start?** on its own line.
    [GeneratedRegex(
        @"^(?:(?:\*\*|__)(?:Q(?:uestion)?\s*[:.]\s*)?(?<question>[^*_\n]{2,200}[?？])(?:\*\*|__)"
            + @"|(?:\*\*)?Q\s*[:.]\s*(?:\*\*)?\s*(?<question>[^*\n]{2,200}[?？]))[ \t]*(?:\n|$)",
        RegexOptions.NonBacktracking)]
    private static partial Regex Question();

    [GeneratedRegex(
        @"^(?:\*\*A(?:nswer)?\s*[:.]\s*\*\*|\*\*A(?:nswer)?\*\*\s*[:.]|A\s*[:.])\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Answer();
}
