using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
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
        var settings = Configuration.Read([new("Data:Path", _data), new("Docs:Path", Path.Combine(Page.Repository, "docs"))]);
        _services = await Composition.OpenAsync(settings, TestContext.Current.CancellationToken);
        var summary = await _services.GetRequiredService<DocsIngestion>().RunAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(summary.Rejected);
    }

    [Fact]
    public async Task Answers_cite_a_page_that_holds_them_and_what_no_page_holds_is_refused()
    {
        var outcomes = new List<Outcome>();
        foreach (var question in Questions()) outcomes.Add(new Outcome(question, await AskAsync(question)));
        foreach (var outcome in outcomes.Where(outcome => !outcome.IsRight)) TestContext.Current.SendDiagnosticMessage(outcome.ToString());

        var answerable = outcomes.Where(outcome => outcome.Question.Answerable).ToList();
        var unanswerable = outcomes.Where(outcome => !outcome.Question.Answerable).ToList();
        Assert.InRange(answerable.Count(outcome => outcome.IsRight), 0.8 * answerable.Count, answerable.Count);
        Assert.InRange(unanswerable.Count(outcome => outcome.IsRight), 0.7 * unanswerable.Count, unanswerable.Count);
    }

    [Fact]
    public async Task Internal_pages_are_never_cited()
    {
        var question = new ProductQuestion("", "Why is there no Bot Framework SDK?", [], Answerable: false, []);
        Assert.DoesNotContain((await AskAsync(question)).Citations, citation => citation.DocumentId.StartsWith("decisions/", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private Task<Answer> AskAsync(ProductQuestion question) => _services.GetRequiredService<AnswerService>().AnswerAsync(
        new Question(question.Question, [.. question.History.Select(before => new PastTurn(before))], new HashSet<Audience> { Audience.Public }),
        TestContext.Current.CancellationToken);

    private static List<ProductQuestion> Questions() =>
        [.. JsonLines.Read<ProductQuestion>(Path.Combine(Page.Repository, "tests", "SupportBot.Tests", "Docs", "questions.jsonl"))];

    /// <summary>A line of questions.jsonl, which <c>eval answers</c> reads too.</summary>
    private sealed record ProductQuestion(string Id, string Question, IReadOnlyList<string> History, bool Answerable, IReadOnlyList<string> Documents);

    private sealed record Outcome(ProductQuestion Question, Answer Answer)
    {
        public bool IsRight => Question.Answerable
            ? Answer.Citations.Any(citation => Question.Documents.Contains(citation.DocumentId))
            : Answer.Kind is AnswerKind.Refused or AnswerKind.Clarify;

        public override string ToString() =>
            $"{Question.Id} {Question.Question} -> {Answer.Kind} ({Answer.Evidence.Reason}, {Answer.Evidence.Coverage:0.00}) {string.Join(", ", Answer.Citations.Select(citation => citation.DocumentId))}";
    }
}
