using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Tests.Evaluation.Answers;

public sealed class RunReportTests
{
    private static readonly AnswerCase Encrypted = new(
        "1", "Are backups encrypted?", true, Documents: ["a.md", "b.md"],
        Facts: [new(["AES 256"]), new(["by default"]), new(["cannot be switched off"])]);
    private static readonly AnswerCase Gold = new("2", "Can I pay with gold?", false);
    private static readonly AnswerCase Proxy = new("3", "Is there a proxy?", true, Documents: ["p.md"]);

    [Fact]
    public void Each_figure_counts_what_its_name_says()
    {
        var figures = Some.Report(
                Some.Asked(Encrypted, "a.md", 10),
                Some.Refused(Gold),
                Some.Refused(Proxy),
                Some.Asked(Proxy with { Id = "4" }, "x.md", 30))
            .Figures();
        Assert.Equal(1, figures["refusedUnanswerable"]!.Value.Mean);
        Assert.Equal(1 / 3.0, figures["wronglyRefused"]!.Value.Mean, 6);
        Assert.Equal(1 / 3.0, figures["goldCited"]!.Value.Mean, 6);
        Assert.Equal(0.5, figures["citationPrecision"]!.Value.Mean, 6);
        Assert.Equal(0.5 / 3, figures["sourceRecall"]!.Value.Mean, 6);
        Assert.Equal(2 / 3.0, figures["factRecall"]!.Value.Mean, 6);
        Assert.Equal(0, figures["unsupportedClaims"]!.Value.Mean);
        Assert.Equal((4, 30), (figures["p50ms"]!.Value.Mean, figures["p95ms"]!.Value.Mean));
        Assert.Equal(15, figures["firstShownP95ms"]!.Value.Mean);
    }

    [Fact]
    public void What_no_case_measures_is_no_zero()
    {
        var figures = Some.Report(Some.Refused(Gold)).Figures();
        Assert.Null(figures["factRecall"]);
        Assert.Null(figures["wronglyRefused"]);
        Assert.Null(figures["modelFailed"]);
    }

    [Fact]
    public void Tokens_and_money_are_those_of_the_calls()
    {
        var figures = Some.Report(Some.Modelled(Some.Asked(Encrypted, "a.md"), 900, 0.004m), Some.Refused(Gold))
            .Figures();
        Assert.Equal(
            (450, 45, 0.002),
            (figures["promptTokens"]!.Value.Mean, figures["completionTokens"]!.Value.Mean, figures["cost"]!.Value.Mean)
        );
        Assert.Equal(0, figures["modelFailed"]!.Value.Mean);
    }

    [Fact]
    public void A_run_is_compared_with_an_earlier_one_over_the_cases_that_both_have()
    {
        AnswerCase[] cases = [.. Enumerable.Range(0, 20).Select(i => Proxy with { Id = $"{i}" })];
        var before = Some.Report([.. cases.Select((one, i) => i < 10 ? Some.Refused(one) : Some.Asked(one, "p.md"))]);
        var now = Some.Report([.. cases.Skip(5).Select(one => Some.Asked(one, "p.md"))]);
        var change = now.Since(before)["goldCited"];
        Assert.Equal(1 / 3.0, change.Mean, 6);
        Assert.InRange(change.Low, 0.05, 0.32);
        Assert.Equal(default, now.Since(now)["goldCited"]);
        Assert.DoesNotContain("factRecall", now.Since(before).Keys);
    }

    [Fact]
    public void A_bound_is_missed_where_a_figure_is_worse_or_was_not_measured()
    {
        var report = Some.Report(Some.Refused(Proxy), Some.Refused(Gold));
        Assert.Equal(
            ["wronglyRefused is 1; it must be at most 0.1.", "factRecall is not measured; it must be at least 0.5."],
            MissedBy("""{"refusedUnanswerable":1,"wronglyRefused":0.1,"factRecall":0.5}"""));

        List<string> MissedBy(string json)
        {
            var file = Path.GetTempFileName();
            File.WriteAllText(file, json);
            var missed = FigureBounds.Read(file).MissedBy(report).Select(bound => bound.ToString()).ToList();
            File.Delete(file);
            return missed;
        }
    }

    [Theory]
    [InlineData("""{"goldCited":"much"}""", "must be a JSON object")]
    [InlineData("""{"goldCitet":0.8}""", "'goldCitet' cannot be bounded. The figures are: refusedUnanswerable, ")]
    [InlineData("""{"meanCitations":2}""", "cannot be bounded")]
    [InlineData("{}", "bounds no figure")]
    public void A_wrong_file_of_bounds_is_told(string json, string message)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, json);
        Assert.Contains(
            message, Assert.Throws<EvaluationDataException>(() => FigureBounds.Read(file)).Message,
            StringComparison.Ordinal);
        File.Delete(file);
    }
}
