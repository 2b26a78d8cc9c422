using SupportBot.Core.Answers;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>The part of a case that a report contains.</summary>
/// <param name="Id">The case's.</param>
/// <param name="Conversation">Cases with the same one are drawn together.</param>
/// <param name="Question">What was asked.</param>
/// <param name="History">The questions before, oldest first.</param>
/// <param name="Answerable">Whether the documents hold the answer.</param>
/// <param name="Expected">The documents that should be cited.</param>
/// <param name="Facts">What the answer should say.</param>
/// <param name="Kind">How it was answered.</param>
/// <param name="Answer">The text, Markdown.</param>
/// <param name="Citations">Its sources.</param>
/// <param name="Unsupported">Its claims that nothing it cites supports.</param>
/// <param name="Values">
/// What the case adds to each figure, by the figure's name; those that it adds nothing to are left out.
/// </param>
public sealed record CaseReport(
    string Id,
    string Conversation,
    string Question,
    IReadOnlyList<string> History,
    bool Answerable,
    IReadOnlyList<string> Expected,
    IReadOnlyList<FactReport> Facts,
    AnswerKind Kind,
    string Answer,
    IReadOnlyList<CitationReport> Citations,
    IReadOnlyList<JudgedClaim> Unsupported,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Values)
{
    internal static CaseReport Of(AskedCase asked) => new(
        asked.Case.Id, asked.Case.Conversation ?? asked.Case.Id, asked.Case.Question, asked.Case.History ?? [],
        asked.Case.Answerable, asked.Case.Documents ?? [],
        [.. (asked.Case.Facts ?? []).Select(fact => new FactReport(fact.ToString(), asked.Says(fact)))],
        asked.Answer.Kind, asked.Answer.Text,
        [.. asked.Answer.Citations.Select(citation => new CitationReport(citation.Number, citation.Title,
            citation.Section, citation.DocumentId, citation.Url, asked.IsRight(citation)))],
        [.. asked.Claims.Where(claim => !claim.IsSupported)],
        AnswerFigure.All.Select(figure => (figure.Name, Values: (IReadOnlyList<double>)[.. figure.Adds(asked)]))
            .Where(one => one.Values.Count > 0)
            .ToDictionary(one => one.Name, one => one.Values, StringComparer.Ordinal));
}

/// <param name="Fact">Its wordings.</param>
/// <param name="IsSaid">Whether the answer has one of them.</param>
public sealed record FactReport(string Fact, bool IsSaid);

/// <param name="Number">As in the text.</param>
/// <param name="Title">Of the document.</param>
/// <param name="Section">Headings down to the cited section.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Url">Opens the section.</param>
/// <param name="IsRight">Whether it is one of the expected documents.</param>
public sealed record CitationReport(
    int Number, string Title, string Section, string DocumentId, string Url, bool IsRight);
