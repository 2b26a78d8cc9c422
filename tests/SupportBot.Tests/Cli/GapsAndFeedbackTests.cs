using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Tests.Gaps;

namespace SupportBot.Tests.Cli;

[Collection("Console")]
public sealed class GapsAndFeedbackTests
{
    private static readonly Citation Print = new(1, "Print", "", "print.md", "https://docs.test/print", "Press Print.");

    [Fact]
    public async Task Gaps_are_told_with_their_reasons_and_the_nearest_documents()
    {
        await using var visits = await Visits.BeginAsync();
        visits.Knowledge.Write(
            "ferry.md", "---\ntitle: Trains\n---\n\n# Trains\n\nThere is no ferry, and a train at noon.\n");
        await visits.Knowledge.IngestAsync();
        await visits.ThumbAsync(
            "c1", await visits.AskAsync("c1", "Is there a ferry?"), up: false, "I want\nto \u001b[31mswim.");
        await visits.AskAsync("c2", "Any ferry there?");

        var (code, output, _) = await RunAsync(visits, "gaps", "--since", "2026-11-01");
        Assert.Equal(0, code);
        foreach (
            var part in (string[])
                [
                    "2 questions without an answer or with a thumb down, of 2 conversations since 2026-11-01",
                    "refused 2, thumb down 1",
                    "also:    Any ferry there?",
                    "remark:  I want to \\u001b[31mswim.",
                    "Trains",
                ])
            Assert.Contains(part, output, StringComparison.Ordinal);

        var (_, printed, _) = await RunAsync(visits, "gaps", "--since", "2026-11-01", "--json");
        using var json = JsonDocument.Parse(printed);
        var gap = json.RootElement.GetProperty("gaps")[0];
        Assert.Equal(
            (2, 1),
            (
                gap.GetProperty("conversations").GetInt32(),
                gap.GetProperty("reasons").GetProperty("thumbDown").GetInt32()));
        Assert.Equal("ferry.md", gap.GetProperty("nearest")[0].GetProperty("documentId").GetString());
    }

    [Fact]
    public async Task What_an_agent_answered_is_the_draft_of_a_document()
    {
        using var folder = new TempFolder();
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "Is there a ferry?");
        await visits.AnswerByAgentAsync("c1", "Yes, at noon. Write to harbour@example.com.");
        await visits.AskAsync("c2", "Is there a zeppelin?");

        var (code, output, _) = await RunAsync(
            visits, "gaps", "--since", "2026-11-01", "--drafts", folder["drafts"]);
        Assert.Equal(0, code);
        Assert.Contains("agent:   Yes, at noon.", output, StringComparison.Ordinal);
        var draft = Assert.Single(Directory.GetFiles(folder["drafts"]));
        Assert.Equal("is-there-a-ferry.md", Path.GetFileName(draft));
        Assert.Equal(
            "---\naudience: internal\n---\n\n# Is there a ferry?\n\nYes, at noon. Write to [email].\n",
            await File.ReadAllTextAsync(draft, TestContext.Current.CancellationToken));

        await File.WriteAllTextAsync(draft, "Mine", TestContext.Current.CancellationToken);
        await RunAsync(visits, "gaps", "--since", "2026-11-01", "--drafts", folder["drafts"]);
        Assert.Equal("Mine", await File.ReadAllTextAsync(draft, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_gap_is_no_failure()
    {
        await using var visits = await Visits.BeginAsync();
        var (code, output, _) = await RunAsync(visits, "gaps");
        Assert.Equal(0, code);
        Assert.Contains("no question was left without an answer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feedback_is_listed_shown_with_its_audit_record_and_exported_as_cases_that_eval_answers_reads()
    {
        await using var visits = await Visits.BeginAsync();
        Assert.Equal(1, (await RunAsync(visits, "feedback", "list", "--since", "2026-11-01")).Code);
        await visits.ThumbAsync(
            "c1", await visits.AskAsync("c1", "How do I print?", AnswerKind.Answered, citations: Print), up: true);
        await visits.ThumbAsync("c2", await visits.AskAsync("c2", "Is there a ferry?"), up: false, "There must be.");

        var (_, listed, _) = await RunAsync(visits, "feedback", "list", "--down", "--since", "2026-11-01", "--json");
        using var json = JsonDocument.Parse(listed);
        var reply = Assert.Single(json.RootElement.GetProperty("replies").EnumerateArray());
        Assert.Equal("There must be.", reply.GetProperty("opinions")[0].GetProperty("comment").GetString());
        var (_, shown, _) = await RunAsync(visits, "audit", "show", reply.GetProperty("auditId").GetString()!);
        Assert.Contains(
            "Feedback    thumb down, 2026-11-24 12:02 UTC: There must be.", shown, StringComparison.Ordinal);

        var file = Path.Combine(visits.Knowledge.DataFolder, "cases.jsonl");
        var (code, told, _) = await RunAsync(
            visits, "feedback", "export", "--as", "eval", "--since", "2026-11-01", "--out", file);
        Assert.Equal(0, code);
        Assert.Contains("2 questions, 1 of them for review.", told, StringComparison.Ordinal);
        Assert.Equal(["print.md"], Assert.Single(AnswerCase.Read(file)).Documents!);
        Assert.Equal(
            File.ReadAllText(file), (await RunAsync(visits, "feedback", "export", "--since", "2026-11-01")).Output);
    }

    [Fact]
    public async Task What_tells_a_person_by_its_form_can_be_left_out_of_an_export()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("a:1person", "My address is anna@example.com");
        await visits.ThumbAsync(
            "a:1person", await visits.AskAsync("a:1person", "Call me: +49 170 1234567"), up: false,
            "ben@example.com says so");
        var (_, line, _) = await RunAsync(visits, "feedback", "export", "--redact", "--since", "2026-11-01");
        Assert.DoesNotMatch("anna@|ben@|1234567|a:1person", line);
        Assert.Contains("\"conversation\":\"c1\"", line, StringComparison.Ordinal);
        Assert.Contains("My address is [email]", line, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(Visits visits, params string[] arguments) =>
        Console.RunAsync([.. arguments, "--data", visits.Knowledge.DataFolder]);
}
