using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Documentation;
using SupportBot.Settings;

namespace SupportBot.Tests.Docs;

/// <summary>The bot answers questions about itself from its own documentation: docs/ as it is, through the whole product.</summary>
public sealed class ProductQuestionsTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("supportbot-questions").FullName;
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = Configuration.Read([new("Data:Path", _data), new("Docs:Path", Path.Combine(Testing.SharedData.RepositoryRoot, "docs"))]);
        _services = await Composition.OpenAsync(settings, TestContext.Current.CancellationToken);
        var summary = await _services.GetRequiredService<DocsIngestion>().RunAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Rejected);
    }

    [Fact]
    public async Task Answers_cite_a_page_that_holds_them_and_what_no_page_holds_is_refused()
    {
        var cases = AnswerCase.Read(Path.Combine(Testing.SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Docs", "questions.jsonl"));
        var run = await AnswerRun.OfAsync(cases, Service, TimeProvider.System, TestContext.Current.CancellationToken);
        foreach (var (asked, answer) in run.Asked.Select(a => (a.Case, a.Answer)))
            TestContext.Current.SendDiagnosticMessage($"{asked.Id} {asked.Question} -> {answer.Kind} {string.Join(", ", answer.Citations.Select(citation => citation.DocumentId))}");

        var figures = run.Figures();
        Assert.InRange(figures["goldCited"]!.Value.Mean, 0.8, 1);
        Assert.InRange(figures["refusedUnanswerable"]!.Value.Mean, 0.7, 1);
    }

    [Fact]
    public async Task Internal_pages_are_never_cited()
    {
        var answer = await Service.AnswerAsync(
            new Question("Why is there no Bot Framework SDK?", [], new HashSet<Audience> { Audience.Public }), TestContext.Current.CancellationToken);
        Assert.DoesNotContain(answer.Citations, citation => citation.DocumentId.StartsWith("decisions/", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private AnswerService Service => _services.GetRequiredService<AnswerService>();
}
