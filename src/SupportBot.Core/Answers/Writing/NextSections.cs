using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Policy;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Writing;

/// <summary>Offers the sections behind the cited one in its document, as questions to click.</summary>
internal static partial class NextSections
{
    /// <summary>Passages behind the cited one that are looked at.</summary>
    public const int Depth = 6;

    private const int Most = 2;

    // A longer button is not read.
    private const int MaxLength = 70;

    // Fewer words beside links are no section to read.
    private const int MinWords = 8;

    /// <param name="question">What was answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="following">The passages behind the first cited one, in the order of the document.</param>
    /// <param name="intents">Examples of small talk and wishes; null for the shipped ones alone.</param>
    /// <returns>Questions, each for a section that the answer does not cite.</returns>
    public static IReadOnlyList<string> Of(
        Question question, Answer answer, IReadOnlyList<Chunk> following, Intents? intents) =>
        [.. following
            .Where(chunk => IsSection(chunk) && answer.Citations.All(cited => cited.Section != chunk.Section))
            .Where(chunk => IsAskable(chunk, question, intents))
            .Select(chunk => chunk.Question).Distinct().Take(Most)];

    private static bool IsSection(Chunk chunk) =>
        chunk.Section.Length > 0 && chunk.Heading != chunk.Title && chunk.Heading.Any(char.IsLetter)
        && BlockSplitter.Words(Link().Replace(chunk.Text, "")) >= MinWords;

    // As a message it must be short, a question by itself, and not the one that was just answered.
    private static bool IsAskable(Chunk chunk, Question question, Intents? intents)
    {
        var text = chunk.Question;
        if (text.Length > MaxLength || text == question.Text || Addresses.Without(text, own: "") != text) return false;
        var asked = question with { Text = text, History = [.. question.History, new PastTurn(question.Text)] };
        return QuestionUnderstanding.Message(asked, intents) is Understood.Search search && search.Text == text
            && search.Terms.Count > 0;
    }

    [GeneratedRegex(@"\[[^\]]*\]\([^)]*\)")]
    private static partial Regex Link();
}
