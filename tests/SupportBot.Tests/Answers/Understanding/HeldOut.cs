using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Understanding;

namespace SupportBot.Tests.Answers.Understanding;

/// <summary>Labelled lines of this folder's data files.</summary>
internal static class HeldOut
{
    public static IReadOnlyList<string[]> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(
                Testing.SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Answers", "Understanding", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ")),
    ];

    public static Understood Understood(string text, params PastTurn[] history) =>
        QuestionUnderstanding.Message(new Question(text, history, Library.Customers));

    /// <summary>The topic of talk; "question" for a message to the documents.</summary>
    public static string Topic(string text) =>
        Understood(text) is Understood.Talk talk ? talk.Topic : "question";

    /// <summary>Each combination of the alternatives in braces.</summary>
    public static IEnumerable<string> Expand(string template)
    {
        if (template.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = template.IndexOf('}', start);
            return template[(start + 1)..end].Split('|')
                .SelectMany(choice => Expand(template[..start] + choice + template[(end + 1)..]));
        }
        return [template];
    }
}
