using System.Text.Json;
using SupportBot.Core.Evaluation;

namespace SupportBot.Core.Voice.Training;

/// <summary>Reads training rows from a file with one JSON object a line.</summary>
public static class TrainingRowFile
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8,
    };

    /// <param name="path">The file: UTF-8, at most <see cref="RowLimits.File"/> bytes.</param>
    /// <param name="state">The state of its rows.</param>
    /// <param name="at">When they were made.</param>
    /// <returns>The rows, and what is wrong with lines that hold none.</returns>
    /// <exception cref="EvaluationDataException">The file is missing, unreadable or too large.</exception>
    public static RowFileContent Read(string path, RowState state, DateTimeOffset at)
    {
        if (new FileInfo(path) is { Exists: true, Length: > RowLimits.File })
            throw new EvaluationDataException($"{path} is larger than {RowLimits.File / 1024 / 1024} MB. Split it.");
        List<TrainingRow> rows = [];
        List<RowFileProblem> problems = [];
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (text, number) in JsonLines.Lines(path))
        {
            if (rows.Count == RowLimits.Rows)
            {
                problems.Add(new(number, $"There are more than {RowLimits.Rows} rows. Split the file."));
                break;
            }
            var (row, problem) = Parse(text, state, at);
            if (row is not null && !seen.TryAdd(row.Id, number))
                problem = $"The id {row.Id} stands in line {seen[row.Id]} too.";
            if (problem is null) rows.Add(row!);
            else problems.Add(new(number, problem));
        }
        return new RowFileContent(rows, problems);
    }

    private static (TrainingRow? Row, string? Problem) Parse(string line, RowState state, DateTimeOffset at)
    {
        if (line.Length > RowLimits.Line) return (null, $"It has more than {RowLimits.Line} characters.");
        try
        {
            if (JsonSerializer.Deserialize<RowLine>(line, Web) is not { } read) return (null, "It is null.");
            var row = new TrainingRow
            {
                Id = read.Id,
                Origin = RowOrigin.File,
                Language = read.Language ?? "en",
                Question = read.Question.Trim(),
                Sources = read.Sources,
                Answer = read.Answer.ReplaceLineEndings("\n").Trim(),
                State = state,
                CreatedAt = at,
            };
            return (row, RowLimits.ProblemOf(row));
        }
        catch (JsonException e)
        {
            return (null, JsonFault.Reason(e));
        }
    }

    private sealed record RowLine(
        string Id, string Question, IReadOnlyList<RowSource> Sources, string Answer, string? Language = null);
}

/// <param name="Rows">The rows of lines that are right.</param>
/// <param name="Problems">The others, in the order of the file.</param>
public sealed record RowFileContent(IReadOnlyList<TrainingRow> Rows, IReadOnlyList<RowFileProblem> Problems);

/// <param name="Line">From 1.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record RowFileProblem(int Line, string Message);
