using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Training;

namespace SupportBot.Tests.Voice.Training;

public sealed class RowChecksTests
{
    private static readonly RowChecks Checks = new(
        new VoiceProfile
        {
            Languages = new Dictionary<string, LanguageVoice> { ["en"] = new() { Phrases = ["Happy to help!"] } },
        }, Talks.Redaction);

    [Theory]
    [InlineData("Pour in vinegar. [1] Wait 60 minutes. [1]", null)]
    [InlineData("That is quickly done. Pour in vinegar. [1]", "facts", FindingLevel.Warning)]
    [InlineData("Happy to help! Pour in vinegar. [1]", null)]
    [InlineData("Pour in vinegar. [1] Wait 90 minutes. [1]", "facts")]
    [InlineData("Pour in vinegar. [2]", "facts")]
    [InlineData("Pour in vinegar.", "facts")]
    [InlineData("Pour in vinegar. [1] Run `descale --now`.", "facts")]
    [InlineData("Pour in vinegar. [1] It costs 5 euros.", "facts")]
    [InlineData("Pour in vinegar, then ask ana@example.org. [1]", "personal-data")]
    [InlineData("Hello [name], pour in vinegar. [1]", "placeholder")]
    public void A_row_is_checked_for_facts_and_personal_data(
        string answer, string? code, FindingLevel level = FindingLevel.Error)
    {
        var findings = Checks.Check(SomeRow.Of("a", answer));
        if (code is null) Assert.Empty(findings);
        else Assert.Contains((code, level), findings.Select(finding => (finding.Code, finding.Level)));
    }

    [Fact]
    public void A_set_that_is_too_small_or_holds_copies_is_told()
    {
        var rows = Enumerable.Range(0, 9).Select(i => SomeRow.Of($"r{i}", question: $"Question number {i}?")).ToList();
        rows.Add(SomeRow.Of("copy", question: "question number 0"));
        var findings = DatasetChecks.Check(new DatasetSplit(rows, [SomeRow.Of("v", question: "Question number 1?")]));
        Assert.Equal(
            [("count", FindingLevel.Warning)],
            findings.Where(finding => finding.RowId is null).Select(finding => (finding.Code, finding.Level)));
        Assert.Contains(findings, finding => (finding.RowId, finding.Code) == ("copy", "duplicate"));
        Assert.Contains(findings, finding => (finding.RowId, finding.Code) == ("v", "leakage"));
        Assert.Contains(
            DatasetChecks.Check(new DatasetSplit([.. rows.Skip(2)], [])),
            finding => finding is { Code: "count", Level: FindingLevel.Error });
    }

    [Fact]
    public void The_split_keeps_pages_apart_follows_from_them_and_gives_a_hash_that_no_order_changes()
    {
        var rows = Enumerable.Range(0, 300).Select(i => SomeRow.Of($"r{i}", page: $"p{i / 3}.md")).ToList();
        rows[0] = rows[0] with { Sources = [.. rows[0].Sources, rows[3].Sources[0]] };
        var split = DatasetSplit.Of(rows, 10);
        Assert.InRange(split.Validation.Count, 10, 60);
        Assert.Empty(Pages(split.Training).Intersect(Pages(split.Validation)));
        rows.Reverse();
        Assert.Equal(split.Hash, DatasetSplit.Of(rows, 10).Hash);
        var more = DatasetSplit.Of([.. rows, SomeRow.Of("new", page: "new.md")], 10);
        Assert.Empty(Pages(split.Validation).Except(Pages(more.Validation)));
        Assert.NotEqual(split.Hash, more.Hash);
        Assert.Empty(DatasetSplit.Of(rows, 0).Validation);
    }

    [Fact]
    public void The_plain_answer_has_the_same_facts_in_the_documents_words_with_the_rows_numbers()
    {
        var row = SomeRow.Of("a") with
        {
            Sources =
            [
                new RowSource("a.md", "Size", "The tank holds 2 litres."),
                new RowSource("b.md", "Care", "Pour vinegar into the tank and wait for 60 minutes."),
            ],
            Answer = "Easy: you pour vinegar into the tank and simply wait for 60 minutes. [2]",
        };
        Assert.Equal("Pour vinegar into the tank and wait for 60 minutes. [2]", PlainAnswer.Of(row));
        Assert.Null(PlainAnswer.Of(row with { Answer = "Pour vinegar into the tank and wait for 60 minutes. [2]" }));
        Assert.Null(PlainAnswer.Of(row with { Answer = "Well done!" }));
        Assert.Null(PlainAnswer.Of(row with { Answer = $"{row.Answer} You enjoy every cup of your tea. [1]" }));
    }

    private static IEnumerable<string> Pages(IEnumerable<TrainingRow> rows) =>
        rows.SelectMany(row => row.Sources).Select(source => source.Page).Distinct();
}
