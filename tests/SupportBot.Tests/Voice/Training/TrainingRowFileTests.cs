using SupportBot.Core.Evaluation;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Tests.Voice.Training;

public sealed class TrainingRowFileTests : IDisposable
{
    private const string Good =
        """{"id":"a-1","question":"Q?","sources":[{"page":"a.md","section":"S","text":"T."}],"answer":"T. [1]"}""";

    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Rows_are_read_and_each_wrong_line_is_named()
    {
        string[] lines =
        [
            Good,
            "",
            "{",
            """{"id":"a-2","question":"Q?","sources":[],"answer":"T. [1]"}""",
            Good,
            """{"id":"a 3","question":"Q?","sources":[{"page":"a.md","section":"S","text":"T."}],"answer":"T. [1]"}""",
            """{"id":"a-4","question":" ","sources":[{"page":"a.md","section":"S","text":"T."}],"answer":"T. [1]"}""",
            """{"id":"a-5","question":"Q?","answer":"T. [1]"}""",
            $$"""{"id":"a-6","question":"{{new string('q', 2001)}}","sources":[null],"answer":"T. [1]"}""",
            """{"id":"a-7","question":"Q?","sources":[null],"answer":"T. [1]"}""",
        ];
        File.WriteAllLines(_file, lines);
        var content = TrainingRowFile.Read(_file, RowState.Proposed, default);
        var row = Assert.Single(content.Rows);
        Assert.Equal(("a-1", "en", "T. [1]", RowOrigin.File), (row.Id, row.Language, row.Answer, row.Origin));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], content.Problems.Select(problem => problem.Line));
        Assert.Contains("The id a-1 stands in line 1 too.", content.Problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("sources", content.Problems[5].Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("2000", content.Problems[6].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_one_that_is_too_large_are_said()
    {
        Assert.Throws<EvaluationDataException>(() => TrainingRowFile.Read(_file + "x", RowState.Proposed, default));
        using (var stream = new FileStream(_file, FileMode.Open)) stream.SetLength(RowLimits.File + 1);
        var error = Assert.Throws<EvaluationDataException>(
            () => TrainingRowFile.Read(_file, RowState.Proposed, default));
        Assert.Contains("64 MB", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(_file);
}
