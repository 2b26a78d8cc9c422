using SupportBot.Core.Answers;

namespace SupportBot.Cli;

// Lines are not cut, so that URLs stay clickable.
internal static class AnswerReport
{
    public static void Show(Answer answer)
    {
        Terminal.WriteText(answer.Text);
        if (answer.Citations.Count + answer.Choices.Count + answer.Suggestions.Count > 0) Terminal.WriteLine();
        foreach (var citation in answer.Citations)
            Terminal.WriteLine($"[{citation.Number}] {Place(citation.Title, citation.Section)}  {citation.Url}");
        foreach (var choice in answer.Choices) Terminal.WriteLine($"- {choice}");
        if (answer is { Kind: AnswerKind.Answered, Suggestions.Count: > 0 }) Terminal.WriteLine("See also:");
        foreach (var section in answer.Suggestions)
            Terminal.WriteLine($"- {Place(section.Title, section.Section)}  {section.Url}");
    }

    private static string Place(string title, string section) =>
        string.Join(" › ", new[] { title, section }.Where(part => part.Length > 0));
}
