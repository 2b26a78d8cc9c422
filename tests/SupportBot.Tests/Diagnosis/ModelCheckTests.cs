using SupportBot.Core.Storage;
using SupportBot.Diagnosis;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Diagnosis;

public sealed class ModelCheckTests : IAsyncLifetime
{
    private const string Model = "language model";
    private const string Costs = "model costs";

    private readonly Patient _patient = new();
    private ModelDouble _double = null!;

    public async ValueTask InitializeAsync()
    {
        _double = await ModelDouble.StartAsync();
        _patient.Set("Models:Provider", "compatible");
        _patient.Set("Models:Endpoint", _double.Address.ToString());
        _patient.Set("Models:ApiKey", ModelChat.Canary);
        _patient.Set("Models:ChatModel", "gpt-test");
    }

    public async ValueTask DisposeAsync()
    {
        await _double.DisposeAsync();
        _patient.Dispose();
    }

    [Fact]
    public async Task Models_that_answer_are_good_and_the_dimensions_are_told()
    {
        _patient.Set("Models:JudgeModel", "judge");
        _patient.Set("Models:EmbeddingModel", "vectors");
        _double
            .Next(Replies.Says("""{"ok": true}"""))
            .Next(Replies.Says("""{"ok": true}"""))
            .Next(Replies.Embeds(_ => [1, 0, 0]));
        Assert.Equal(
            [
                "gpt-test answers, and takes a form for its answer.",
                "judge answers, and takes a form for its answer.",
                "judge judges each sentence and translation before it is shown.",
                "vectors makes vectors of 3 dimensions.",
            ],
            (await FindingsAsync(Model, Outcome.Good)).Select(finding => finding.What));
        Assert.Equal(
            ["gpt-test", "judge", "vectors"],
            _double.Requests.Select(request => request.Body.GetProperty("model").GetString()));
        Assert.All(_double.Requests, request => Assert.Empty(request.Errors));
        Assert.InRange(_double.Requests.First().Body.GetProperty("max_completion_tokens").GetInt32(), 1, 16);
    }

    [Fact]
    public async Task An_answer_that_is_cut_short_shows_that_the_model_works()
    {
        _double.Next(Replies.Ends("length", "{"));
        await FindingsAsync(Model, Outcome.Good);
    }

    [Theory]
    [InlineData(401, "refuses the key or identity (401", "Models:ApiKey")]
    [InlineData(404, "knows no such model or address (404", "Models:ChatModel")]
    [InlineData(400, "does not take the request (400", "Models:Endpoint")]
    public async Task A_model_that_refuses_is_wrong_and_it_is_told_what_to_check(int status, string what, string fix)
    {
        _double.Otherwise = Replies.Status(status, "some_code", message: $"The key {ModelChat.Canary} is wrong.");
        var finding = Assert.Single(await FindingsAsync(Model, Outcome.Wrong));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains(fix, finding.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain(ModelChat.Canary, finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_takes_no_form_is_doubtful()
    {
        _double.Next(Replies.Status(400, "unsupported_response_format")).Next(Replies.Says("Yes."));
        Assert.Contains(
            "takes no form for its answer", Assert.Single(await FindingsAsync(Model, Outcome.Doubtful)).What,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_judge_it_is_told_that_nothing_is_written()
    {
        _patient.Set("Models:JudgeModel", "none");
        _double.Next(Replies.Says("""{"ok": true}"""));
        Assert.StartsWith(
            "There is no judge, so nothing is written or translated",
            Assert.Single(await FindingsAsync(Model, Outcome.Doubtful)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_that_answers_there_is_told()
    {
        _double.Next(Replies.Html());
        Assert.Contains(
            "something else may answer there", Assert.Single(await FindingsAsync(Model, Outcome.Wrong)).Fix,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_nothing_is_asked()
    {
        _patient.Set("Models:Provider", "none");
        Assert.StartsWith(
            "None is configured", Assert.Single(await FindingsAsync(Model, Outcome.Skipped)).What,
            StringComparison.Ordinal);
        Assert.Empty(_double.Requests);
    }

    [Theory]
    [InlineData("2026-11-01", "2", "8", "0", Outcome.Good, "The prices are of 2026-11-01.")]
    [InlineData("2025-11-01", "2", "8", "0", Outcome.Doubtful, "The prices are of 2025-11-01.")]
    [InlineData(
        "2026-11-01", "2", "0", "5", Outcome.Doubtful,
        "A price of the answering model is 0, so Models:DailyCost does not limit what it costs.")]
    public async Task Prices_that_are_old_or_missing_under_a_cap_are_told(
        string of, string input, string output, string cap, object outcome, string what)
    {
        _double.Otherwise = Replies.Says("{}");
        foreach (
            var (setting, value) in new[]
            {
                ("PricesOf", of),
                ("InputPrice", input),
                ("OutputPrice", output),
                ("DailyCost", cap),
            })
            _patient.Set($"Models:{setting}", value);
        Assert.Equal(what, Assert.Single(await FindingsAsync(Costs, (Outcome)outcome)).What);
    }

    [Theory]
    [InlineData(100, Outcome.Good, "Today 100 tokens are taken: 10 % of the cap.")]
    [InlineData(1000, Outcome.Doubtful, "Today 1,000 tokens are taken: 100 % of the cap.")]
    public async Task What_is_taken_of_todays_cap_is_told(int tokens, object outcome, string what)
    {
        _double.Otherwise = Replies.Says("{}");
        _patient.Set("Models:DailyTokens", "1000");
        await using (
            var database = await Database.OpenAsync(
                Path.Combine(_patient.Data, "supportbot.db"), TestContext.Current.CancellationToken))
            await database.WriteAsync(session => session.ExecuteAsync(
                        "INSERT INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost) VALUES "
                            + "('default', @day, 'm', 1, @tokens, 0, 0)",
                        new { tokens, day = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", null) }),
                TestContext.Current.CancellationToken);
        Assert.Equal(what, Assert.Single(await FindingsAsync(Costs, (Outcome)outcome)).What);
    }

    private async Task<IReadOnlyList<DoctorFinding>> FindingsAsync(string check, Outcome outcome)
    {
        var findings = (await _patient.ExamineAsync()).Where(finding => finding.Check == check).ToList();
        Assert.Contains(findings, finding => finding.Outcome == outcome);
        return [.. findings.Where(finding => finding.Outcome == outcome)];
    }
}
