using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Cli;

[Collection("Console")]
public sealed class EvalAnswersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("answers");

    public EvalAnswersTests()
    {
        Write(
            "docs/password.md",
            "---\ntitle: Password\n---\n\n# Password\n\n## How do I reset my password?\n\nTo reset your password, open "
                + "the account page and click Reset. A password has 12 characters.\n");
        Write(
            "docs/invoice.md",
            "---\ntitle: Invoices\n---\n\n# Invoices\n\n## When are invoices sent?\n\nInvoices are sent by e-mail on "
                + "the first day of the month.\n");
        Write("questions.jsonl", string.Join(
            '\n',
            """{"id":"1","question":"How do I reset my password?","answerable":true,"documents":["password.md"]"""
            + ""","facts":["account page",["a click","click Reset"]]}""",
            """{"id":"2","question":"When are invoices sent?","answerable":true,"documents":["invoice.md"]"""
            + ""","facts":["by fax"]}""",
            """{"id":"3","question":"Can I pay with gold, <script>alert(1)</script>?","answerable":false}"""));
    }

    [Fact]
    public async Task Json_has_the_figures_the_run_and_the_cases_and_serves_as_a_baseline()
    {
        var (code, output, _) = await RunAsync("--json");
        using var json = JsonDocument.Parse(output);
        Assert.Equal(0, code);
        Assert.Equal(0.5, json.RootElement.GetProperty("factRecall").GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("modelFailed").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("run").GetProperty("model").ValueKind);
        Assert.Equal(3, json.RootElement.GetProperty("cases").GetArrayLength());

        Write("before.json", output);
        var (_, compared, _) = await RunAsync("--json", "--baseline", Path("before.json"));
        using var change = JsonDocument.Parse(compared);
        Assert.Equal(
            0, change.RootElement.GetProperty("change").GetProperty("goldCited").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_figure_below_its_bound_sets_the_exit_code()
    {
        Write("bounds.json", """{"goldCited":0.9,"factRecall":0.9}""");
        var (code, output, _) = await RunAsync("--fail-below", Path("bounds.json"));
        Assert.Equal(1, code);
        Assert.Contains(
            "Worse than it may be: factRecall is 0.5; it must be at least 0.9.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("may be: goldCited", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_one_page_without_script_or_anything_from_elsewhere_and_shows_no_text_as_markup()
    {
        Assert.Equal(0, (await RunAsync("--html", Path("report.html"))).Code);
        var page = await File.ReadAllTextAsync(Path("report.html"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("""(src|@import|url\()=?["'(]""", page);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        var charts = Regex.Matches(page, """<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)">""");
        Assert.NotEmpty(charts);
        Assert.All(
            charts.SelectMany(chart => new[] { chart.Groups[1].Value, chart.Groups[2].Value }),
            id => Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal));
        Assert.Equal(page.Split("<details").Length, page.Split("</details>").Length);
        Assert.Contains("Key facts missing", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_configured_cannot_write()
    {
        var (code, _, error) = await RunAsync("--model");
        Assert.Equal(2, code);
        Assert.Contains("--model needs a language model, and none is configured.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configured_model_writes_where_it_is_asked_to_and_the_run_says_which_and_what_it_cost()
    {
        await using var model = await ModelDouble.StartAsync();
        model.Otherwise = Replies.Says("You reset your password on the account page [1].");
        using var program = new Program { UsesEmbedding = true };
        program.Write(
            "supportbot.json",
            $$"""
            { "Models": { "Provider": "compatible", "Endpoint": "{{model.Address}}", "ChatModel": "double",
             "InputPrice": 1, "OutputPrice": 2, "PricesOf": "2026-11-01" } }
            """);
        string[] eval = ["eval", "answers", "--questions", Path("questions.jsonl"), "--docs", Path("docs"), "--json"];

        var extractive = await program.RunAsync(eval);
        Assert.Equal(
            (0, JsonValueKind.Null),
            (extractive.ExitCode, extractive.Json.GetProperty("run").GetProperty("model").ValueKind));
        Assert.Empty(model.Requests);

        var written = (await program.RunAsync([.. eval, "--model"])).Json;
        Assert.Equal("double", written.GetProperty("run").GetProperty("model").GetString());
        Assert.Matches("^[0-9a-f]{12}$", written.GetProperty("run").GetProperty("prompt").GetString()!);
        Assert.Equal(
            "You reset your password on the account page [1].",
            written.GetProperty("cases")[0].GetProperty("answer").GetString());
        Assert.Equal(
            Replies.PromptTokens * (model.Requests.Count + model.Judgements.Count) / 3.0,
            written.GetProperty("promptTokens").GetProperty("value").GetDouble(), 6);
        Assert.True(written.GetProperty("cost").GetProperty("value").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, written.GetProperty("run").GetProperty("judge").ValueKind);
    }

    [Fact]
    public async Task A_judge_of_the_evaluation_denies_claims_whose_facts_are_there()
    {
        await using var model = await ModelDouble.StartAsync();
        model.Judge = Replies.Judges(_ => false);
        using var program = new Program();
        program.Write(
            "supportbot.json",
            $$"""
            { "Models": { "Provider": "compatible", "Endpoint": "{{model.Address}}", "ChatModel": "double",
             "EvaluationModel": "third" } }
            """);
        string[] eval = ["eval", "answers", "--questions", Path("questions.jsonl"), "--docs", Path("docs"), "--json"];

        var judged = (await program.RunAsync([.. eval, "--judge"])).Json;

        Assert.Equal("third", judged.GetProperty("run").GetProperty("judge").GetString());
        Assert.Equal(1, judged.GetProperty("unsupportedClaims").GetProperty("value").GetDouble());
        Assert.Empty(model.Requests);
        Assert.NotEmpty(model.Judgements);
        Assert.All(model.Judgements, request => Assert.Equal("third", request.Body.GetProperty("model").GetString()));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] options) =>
        Console.RunAsync([
            "eval", "answers", "--questions", Path("questions.jsonl"), "--docs", Path("docs"), .. options,]);

    private string Path(string file) => System.IO.Path.Combine(_folder.FullName, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        File.WriteAllText(Path(file), text);
    }
}
