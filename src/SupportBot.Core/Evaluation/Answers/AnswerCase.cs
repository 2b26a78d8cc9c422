namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A question with its expected answer: one line of a file for <c>eval answers</c>.</summary>
/// <param name="Id">The writer's name for it.</param>
/// <param name="Question">What the visitor writes.</param>
/// <param name="Answerable">Whether the documents hold the answer.</param>
/// <param name="History">The visitor's questions before, oldest first.</param>
/// <param name="Documents">Ids of the documents that answer it; none if it is not answerable.</param>
/// <param name="Facts">What the answer must say; null if only its sources are checked.</param>
/// <param name="Conversation">
/// Cases of one conversation are not independent of each other; null if a case is its own.
/// </param>
/// <param name="Review">Whether the expected answer is still to be reviewed; such cases are not asked.</param>
/// <param name="Note">A note for the reviewer, for example a visitor's comment.</param>
public sealed record AnswerCase(
    string Id,
    string Question,
    bool Answerable,
    IReadOnlyList<string>? History = null,
    IReadOnlyList<string>? Documents = null,
    IReadOnlyList<KeyFact>? Facts = null,
    string? Conversation = null,
    bool Review = false,
    string? Note = null)
{
    /// <summary>Reads a file with one case a line; those that wait for review are left out.</summary>
    /// <exception cref="EvaluationDataException">
    /// The file is missing, a line is wrong, or it has no case to ask.
    /// </exception>
    public static IReadOnlyList<AnswerCase> Read(string path)
    {
        var cases = JsonLines.Read<AnswerCase>(path).Where(one => !one.Review).ToList();
        if (cases.Count == 0)
            throw new EvaluationDataException(
                $"{path} has no question. Write one JSON object a line; those with \"review\":true are not asked.");
        if (cases.GroupBy(one => one.Id).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new EvaluationDataException(
                $"{path} has the id '{twice.Key}' more than once. Each must be unique, so that runs can be compared.");
        return cases.FirstOrDefault(one => one.Answerable && one.Documents is not { Count: > 0 }) is { } open
            ? throw new EvaluationDataException(
                $"{path}: '{open.Id}' is answerable but names no documents. Add the paths of those that answer it.")
            : cases;
    }
}
