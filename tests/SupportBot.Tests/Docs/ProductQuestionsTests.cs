using Microsoft.Extensions.DependencyInjection;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Docs;

/// <summary>
/// The bot answers questions about itself from its own documentation: docs/ as it is, through the whole product.
/// </summary>
public sealed class ProductQuestionsTests(ProductDocs docs) : IClassFixture<ProductDocs>
{
    [Fact]
    public async Task The_product_answers_questions_about_itself_as_well_as_it_must()
    {
        var run = await MeasureAsync(Service);
        foreach (var asked in run.Asked)
            TestContext.Current.SendDiagnosticMessage(
                $"{asked.Case.Id} {asked.Case.Question} -> {asked.Answer.Kind} "
                    + $"{string.Join(", ", asked.Answer.Citations.Select(citation => citation.DocumentId))}");
        Assert.Empty(Missed(run));
    }

    [Theory]
    [InlineData("en", "embed-the-widget.md", "how-answers-work.md", "refusals-and-questions-back.md")]
    [InlineData("de", "auf-deutsch.md", "auf-deutsch.md", "auf-deutsch.md")]
    public async Task The_questions_on_the_demo_page_are_answered_from_their_pages(
        string language, params string[] pages)
    {
        var texts = docs.Services.GetRequiredService<Brand>().In(language);
        var questions = texts.Demo.Questions;
        Assert.Equal(texts.Chat.Examples, questions);
        Assert.Equal(pages.Length, questions.Count);
        foreach (var (question, page) in questions.Zip(pages))
        {
            var asked = new Question(question, [], new HashSet<Audience> { Audience.Public });
            var answer = await Service.AnswerAsync(asked, TestContext.Current.CancellationToken);
            var cited = answer.Citations.Select(citation => citation.DocumentId).FirstOrDefault();
            Assert.Equal((question, page), (question, cited));
        }
    }

    [Fact]
    public async Task A_writer_that_knows_nothing_fails()
    {
        var down = new ModelFailure(ModelFault.Unavailable, "is down");
        var mute = new AnswerModel(
            (_, _, _) => Task.FromResult<ModelResult<Meaning>>(new ModelResult<Meaning>.Failed(down, Call)),
            (_, _) => Say("NO ANSWER"),
            (_, _) => Task.FromResult<ModelResult<Translation>>(new ModelResult<Translation>.Failed(down, Call)),
            (_, _) => Task.FromResult<ModelResult<Judgement>>(new ModelResult<Judgement>.Failed(down, Call)));
        var service = ActivatorUtilities.CreateInstance<AnswerPipeline>(docs.Services, mute);
        var missed = Missed(await MeasureAsync(service));
        Assert.All((string[])["wronglyRefused", "goldCited", "factRecall"], figure => Assert.Contains(figure, missed));
    }

    [Fact]
    public async Task A_writer_that_mixes_up_its_sources_fails()
    {
        var run = await MeasureAsync(Service);
        var answered = run.Asked.Where(asked => asked.IsAnswered).ToList();
        var mixed = answered.Select(
            (asked, i) =>
                asked with
                {
                    Answer = asked.Answer with { Text = answered[(i + 1) % answered.Count].Answer.Text },
                });
        var missed = Missed(new AnswerRun([.. mixed]));
        Assert.All((string[])["factRecall", "unsupportedClaims"], figure => Assert.Contains(figure, missed));
    }

    [Fact]
    public async Task A_bot_that_answers_everything_fails()
    {
        var run = await MeasureAsync(Service);
        var talkative = run.Asked.Select(asked =>
            asked with
            {
                Answer = asked.Answer with { Kind = AnswerKind.Answered },
            });
        Assert.Contains("refusedUnanswerable", Missed(new AnswerRun([.. talkative])));
    }

    [Fact]
    public async Task Internal_pages_are_never_cited()
    {
        var answer = await Service.AnswerAsync(
            new Question("Why is there no Bot Framework SDK?", [], new HashSet<Audience> { Audience.Public }),
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain(
            answer.Citations, citation => citation.DocumentId.StartsWith("decisions/", StringComparison.Ordinal));
    }

    private static readonly ModelCall Call = new("", "broken", "", ModelUsage.None);

    private AnswerPipeline Service => docs.Services.GetRequiredService<AnswerPipeline>();

    private static string File(string name) =>
        Path.Combine(Testing.SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Docs", name);

    private static Task<AnswerRun> MeasureAsync(AnswerPipeline service) =>
        AnswerRun.OfAsync(
            AnswerCase.Read(File("questions.jsonl")), service, TimeProvider.System,
            TestContext.Current.CancellationToken);

    /// <summary>The figures that are worse than the committed bounds allow.</summary>
    private static string[] Missed(AnswerRun run)
    {
        var report = RunReport.Of(new RunStamp(default, "", "", 0, 0, null, null, null), run);
        return [.. FigureBounds.Read(File("bounds.json")).MissedBy(report).Select(bound => bound.Figure)];
    }

    private static async IAsyncEnumerable<WritingPart> Say(string text)
    {
        await Task.CompletedTask;
        yield return new WritingPart.Text(text);
        yield return new WritingPart.Finished(Call);
    }
}
