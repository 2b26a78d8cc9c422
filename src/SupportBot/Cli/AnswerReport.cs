using SupportBot.Core.Answers;

namespace SupportBot.Cli;

// Lines are not cut, so that URLs stay clickable.
internal static class AnswerReport
{
    public static void Show(Answer answer)
    {
        Terminal.WriteText(answer.Text);
        if (answer.Citations.Count + answer.Suggestions.Count > 0) Terminal.WriteLine();
        foreach (var citation in answer.Citations)
            Terminal.WriteLine($"[{citation.Number}] {Place(citation)}  {citation.Url}");
        foreach (var suggestion in answer.Suggestions) Terminal.WriteLine($"- {suggestion}");
    }

    private static string Place(Citation citation) =>
        string.Join(" › ", new[] { citation.Title, citation.Section }.Where(part => part.Length > 0));
}
