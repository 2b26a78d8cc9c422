using SupportBot.Core.Answers;

namespace SupportBot.Cli;

/// <summary>Prints an answer for people: the text, then its sources. Lines are not cut, so that addresses can be clicked.</summary>
internal static class AnswerReport
{
    public static void Show(Answer answer)
    {
        Terminal.WriteText(answer.Text);
        if (answer.Citations.Count + answer.Suggestions.Count > 0) Terminal.WriteLine();
        foreach (var citation in answer.Citations)
            Terminal.WriteLine($"[{citation.Number}] {string.Join(" › ", new[] { citation.Title, citation.Section }.Where(part => part.Length > 0))}  {citation.Url}");
        foreach (var suggestion in answer.Suggestions) Terminal.WriteLine($"- {suggestion}");
    }
}
