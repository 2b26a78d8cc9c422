using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Gaps;

/// <summary>A group of similar unanswered customer questions.</summary>
/// <param name="Question">The one that stands for them: the one asked most often, self-contained.</param>
/// <param name="Conversations">In how many conversations they were asked.</param>
/// <param name="Questions">All of them, oldest first.</param>
/// <param name="Nearest">The documents that are nearest, best first; empty if nothing was found.</param>
public sealed record Gap(
    string Question, int Conversations, IReadOnlyList<OpenQuestion> Questions, IReadOnlyList<NearDocument> Nearest)
{
    /// <summary>What an agent answered to the latest of the questions that a person took over; null for none.</summary>
    public AgentAnswer? Answer { get; init; }

    /// <summary>When it was last asked.</summary>
    public DateTimeOffset Last => Questions[^1].At;

    /// <summary>How many of the questions are open for each reason; the others are left out.</summary>
    public IReadOnlyDictionary<GapReason, int> Reasons =>
        Questions.SelectMany(question => question.Reasons).CountBy(reason => reason).ToDictionary();

    /// <summary>The distinct questions besides the representative one, newest first.</summary>
    public IReadOnlyList<string> Others =>
        [.. Questions.Reverse().Select(question => question.Question).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(text => !text.Equals(Question, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Comments of thumbs down, newest first.</summary>
    public IReadOnlyList<string> Comments => [.. Questions.Reverse().SelectMany(question => question.Comments)];
}

/// <param name="DocumentId">The document.</param>
/// <param name="Title">Its title.</param>
/// <param name="Section">The section that is nearest.</param>
/// <param name="Url">Opens it.</param>
/// <param name="Audience">Whom it is for: an internal one may hold what customers miss.</param>
/// <param name="Score">The search's score, for the order only.</param>
/// <param name="Coverage">
/// How much of the question's weight the section holds, 0 to 1: its words, by how rare they are.
/// </param>
/// <param name="Similarity">The cosine similarity of the question and the section; null without vectors.</param>
public sealed record NearDocument(
    string DocumentId, string Title, string Section, string Url, Audience Audience, double Score, double Coverage,
    double? Similarity);

/// <summary>The gaps since some day.</summary>
/// <param name="Since">The first time that counts.</param>
/// <param name="Questions">Open questions since then.</param>
/// <param name="Conversations">Conversations in which they were asked.</param>
/// <param name="Groups">Groups of them.</param>
/// <param name="Gaps">The first of the groups: of most conversations first, then the latest.</param>
public sealed record GapReport(
    DateTimeOffset Since, int Questions, int Conversations, int Groups, IReadOnlyList<Gap> Gaps)
{
    /// <summary>
    /// Words that no document in the language of their question holds, those of most conversations first, at most ten.
    /// </summary>
    public IReadOnlyList<UnknownWord> UnknownWords { get; init; } = [];
}

/// <summary>
/// A word of unanswered questions that no document in their language holds, nor a word of the same meaning.
/// </summary>
/// <param name="Word">In lower case.</param>
/// <param name="Conversations">In how many conversations it was written.</param>
/// <param name="Question">The latest question with it.</param>
public sealed record UnknownWord(string Word, int Conversations, string Question);
