namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A question with what is right for it: one line of a file for <c>eval answers</c>.</summary>
/// <param name="Id">The writer's name for it.</param>
/// <param name="Question">What the visitor writes.</param>
/// <param name="Answerable">Whether the documents hold the answer.</param>
/// <param name="History">The visitor's questions before, oldest first.</param>
/// <param name="Documents">Ids of the documents that answer it; none where it is not answerable.</param>
public sealed record AnswerCase(
    string Id, string Question, bool Answerable, IReadOnlyList<string>? History = null, IReadOnlyList<string>? Documents = null)
{
    /// <summary>Reads a file with one case a line.</summary>
    /// <exception cref="EvaluationDataException">The file is missing, a line is wrong, or it has no case.</exception>
    public static IReadOnlyList<AnswerCase> Read(string path)
    {
        var cases = JsonLines.Read<AnswerCase>(path);
        if (cases.Count == 0) throw new EvaluationDataException($"{path} has no question. Write one JSON object a line.");
        return cases.FirstOrDefault(one => one.Answerable && one.Documents is not { Count: > 0 }) is { } open
            ? throw new EvaluationDataException($"{path}: '{open.Id}' is answerable but names no documents. Add the paths of those that answer it.")
            : cases;
    }
}
