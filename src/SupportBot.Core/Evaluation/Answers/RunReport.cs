using System.Text.Json;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>A run as it is stored, shown and compared with others.</summary>
/// <param name="Run">What was measured, and when.</param>
/// <param name="Cases">In the set's order.</param>
public sealed record RunReport(RunStamp Run, IReadOnlyList<CaseReport> Cases)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    };

    public static RunReport Of(RunStamp stamp, AnswerRun run) => new(stamp, [.. run.Asked.Select(CaseReport.Of)]);

    /// <summary>Each figure by its name; null if the set measures none of it.</summary>
    public OrderedDictionary<string, Estimate?> Figures() => AnswerFigure.Of(Cases);

    /// <summary>
    /// How much each figure changed since an earlier run, over the cases that both have; those that cannot be compared
    /// are left out.
    /// </summary>
    public OrderedDictionary<string, Estimate> Since(RunReport before)
    {
        var changes = new OrderedDictionary<string, Estimate>();
        foreach (var figure in AnswerFigure.All)
            if (figure.Since(before.Cases, Cases) is { } change) changes[figure.Name] = change;
        return changes;
    }

    /// <summary>Reads what <c>eval answers --json</c> printed.</summary>
    /// <exception cref="EvaluationDataException">The file is missing, or is no such report.</exception>
    public static RunReport Read(string path) =>
        JsonFile.Read<RunReport>(
            path, Web, "is no report of an earlier run. Give a file that 'supportbot eval answers --json' printed.")!;
}

/// <summary>What was measured, and when.</summary>
/// <param name="At">The end of the run.</param>
/// <param name="Version">Of SupportBot.</param>
/// <param name="Questions">Name of the file with the questions.</param>
/// <param name="Documents">How many documents were answered from.</param>
/// <param name="Sections">How many sections they have.</param>
/// <param name="Embedding">Names the embedding that searched; null for none.</param>
/// <param name="Model">
/// The model or deployment that wrote; null if the answers are the documents' own sentences.
/// </param>
/// <param name="Prompt">Version of the prompt that it wrote by; null without a model.</param>
/// <param name="Judge">The model that judged the claims; null if their facts alone were compared.</param>
public sealed record RunStamp(
    DateTimeOffset At, string Version, string Questions, long Documents, long Sections, string? Embedding,
    string? Model, string? Prompt, string? Judge = null);
