using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Gaps;
using SupportBot.Logging;

namespace SupportBot.Cli.Gaps;

// Writes the answers of agents as documents for the writer to finish. They are internal until the writer decides
// otherwise, and personal data that can be recognized by its form is left out.
internal static partial class GapDrafts
{
    private const int LongestName = 60;

    public static void Write(string folder, GapReport report, Redactor redactor)
    {
        Directory.CreateDirectory(folder);
        foreach (var gap in report.Gaps)
            if (gap.Answer is { } answer) Write(folder, gap, answer, redactor);
    }

    // A draft that exists is the writer's.
    private static void Write(string folder, Gap gap, AgentAnswer answer, Redactor redactor)
    {
        var question = redactor.Redact(gap.Question.ReplaceLineEndings(" ").Trim());
        var file = Path.Combine(folder, $"{NameOf(question)}.md");
        if (File.Exists(file)) return;
        var text = new StringBuilder("---\naudience: internal\n---\n\n")
            .Append("# ").Append(question).Append("\n\n")
            .Append(redactor.Redact(answer.Text)).Append('\n');
        File.WriteAllText(file, text.ToString());
    }

    private static string NameOf(string question)
    {
        var name = Separators().Replace(question.ToLowerInvariant(), "-").Trim('-');
        return name.Length == 0 ? "draft" : name.Cut(LongestName).Trim('-');
    }

    [GeneratedRegex(@"[^\p{L}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
