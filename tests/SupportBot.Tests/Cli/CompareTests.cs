using System.Text.Json;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Cli;

[Collection("Console")]
public sealed class CompareTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compare");

    public CompareTests()
    {
        Write(
            "docs/password.md",
            "# Password\n\n## How do I reset my password?\n\nIn order to reset your password, open the account page "
                + "and click Reset. A password has 12 characters.\n");
        Write(
            "docs/invoice.md",
            "# Invoices\n\n## When are invoices sent?\n\nInvoices are sent by e-mail on the first day of the month.\n");
        Write("questions.jsonl", string.Join(
            '\n',
            """{"id":"1","question":"How do I reset my password?","answerable":true,"documents":["password.md"]"""
            + ""","facts":["account page"]}""",
            """{"id":"2","question":"When are invoices sent?","answerable":true,"documents":["invoice.md"]"""
            + ""","facts":[]}""",
            """{"id":"3","question":"Can I pay with gold, <b>please</b>?","answerable":false}"""));
    }

    private static readonly string[] SeedRows =
    [
        "What changes", "Knowledge update", "Accuracy on your data", "Hallucination risk", "Cost",
        "Implementation time", "Style transfer", "Performance", "Security and auditability",
    ];

    [Fact, Trait("Category", "Full")]
    public async Task Without_a_model_both_extractive_arms_are_measured_and_the_four_others_say_that_they_are_not()
    {
        using var program = new Program();
        var outcome = await program.RunAsync(
            "compare", "--questions", PathOf("questions.jsonl"), "--docs", PathOf("docs"), "--json", "--html",
            PathOf("report.html"));
        Assert.Equal(0, outcome.ExitCode);
        var root = outcome.Json;
        Assert.True(root.GetProperty("indicative").GetBoolean());
        Assert.Equal(
            [false, false, false, false, true, true],
            root.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("measured").GetBoolean()));
        var rows = root.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(SeedRows, rows.Select(row => row.GetProperty("group").GetString()!).Distinct());
        Assert.All(rows, row => Assert.All(
            row.GetProperty("cells").EnumerateArray().Take(4),
            cell => Assert.True(cell.TryGetProperty("notMeasured", out _))));

        var facts = Cells(rows, "factRecall");
        Assert.Equal(1, facts[4].GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal(1, facts[4].GetProperty("n").GetInt32());
        Assert.Equal(0, facts[5].GetProperty("change").GetProperty("value").GetDouble());
        var updates = Cells(rows, "updateSeconds");
        Assert.Equal(10, updates[4].GetProperty("n").GetInt32());
        Assert.InRange(updates[4].GetProperty("value").GetProperty("value").GetDouble(), 0.001, 60);
        Assert.Equal(0, Cells(rows, "stale")[4].GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal(0, Cells(rows, "leaked")[5].GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal("retrieval", root.GetProperty("guide")[0].GetProperty("choice").GetString());

        var page = await File.ReadAllTextAsync(PathOf("report.html"), TestContext.Current.CancellationToken);
        Assert.All(SeedRows, row => Assert.Contains($"<h2>{row}</h2>", page, StringComparison.Ordinal));
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["invoice.md", "password.md"], Directory.GetFiles(PathOf("docs")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_tuned_model_is_compared_only_with_the_one_that_it_came_from()
    {
        var (code, _, errors) = await RunAsync("--tuned", "voice-v1");
        Assert.Equal(2, code);
        Assert.Contains("Give --model too", errors, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Full")]
    public async Task Arms_of_a_double_show_what_calls_take_and_nothing_about_answers()
    {
        await using var model = await ModelDouble.StartAsync();
        model.Otherwise = Replies.Says("You reset your password on the account page [1].");
        using var program = new Program();
        program.Write(
            "supportbot.json",
            $$"""
            { "Models": { "Provider": "compatible", "Endpoint": "{{model.Address}}", "ChatModel": "base",
             "InputPrice": 1, "OutputPrice": 2, "PricesOf": "2026-11-01" } }
            """);
        var root = (await program.RunAsync(
            "compare", "--questions", PathOf("questions.jsonl"), "--docs", PathOf("docs"), "--model",
            "--tuned", "voice-v1", "--stub", "--hosting-per-hour", "1.70", "--json")).Json;

        Assert.All(
            root.GetProperty("arms").EnumerateArray(), arm => Assert.True(arm.GetProperty("measured").GetBoolean()));
        var rows = root.GetProperty("rows").EnumerateArray().ToList();
        Assert.All(
            Cells(rows, "promptTokens").Take(4),
            cell => Assert.True(cell.GetProperty("value").GetProperty("value").GetDouble() > 0));
        Assert.All(Cells(rows, "cost").Take(4), cell => Assert.True(cell.GetProperty("stub").GetBoolean()));
        Assert.All(
            Cells(rows, "factRecall").Take(4),
            cell => Assert.Equal("stub=true", cell.GetProperty("notMeasured").GetString()));
        Assert.DoesNotContain(
            root.GetProperty("guide").EnumerateArray(),
            line => line.GetProperty("because").GetString()!.Contains("fine-tuned ", StringComparison.Ordinal));
        Assert.Contains(
            rows.Single(row => row.GetProperty("title").GetString() == "Hosting for a month").GetProperty("cells")
                .EnumerateArray(),
            cell => cell.TryGetProperty("text", out var text) && text.GetString() == "1,241.00");
        var asked = model.Requests.Select(request => request.Body.GetProperty("model").GetString()).ToHashSet();
        Assert.Superset(new HashSet<string?> { "base", "voice-v1" }, asked);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static List<JsonElement> Cells(List<JsonElement> rows, string figure) =>
        [.. rows.First(row => row.GetProperty("figure").GetString() == figure).GetProperty("cells").EnumerateArray()];

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] options) =>
        Console.RunAsync([
            "compare", "--questions", PathOf("questions.jsonl"), "--docs", PathOf("docs"), .. options,]);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }
}
