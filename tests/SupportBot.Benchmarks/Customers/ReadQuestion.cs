using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Deciding;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Benchmarks.Customers;

/// <summary>A question as it was read, before the decision to answer: tells where an answer gets lost.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Sections">What was found, best first; none for small talk.</param>
/// <param name="Signals">What the gate would decide by; null for small talk.</param>
internal sealed record ReadQuestion(
    CustomerQuestion Question, IReadOnlyList<ReadSection> Sections, IReadOnlyDictionary<string, double>? Signals)
{
    // Sections that are suggested.
    private const int Suggested = 3;

    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly IReadOnlyList<Claim> _written =
        ExtractiveWriter.Write(Sections, WritingOptions.Default, mayDestroy: true);

    public static async Task<IReadOnlyList<ReadQuestion>> AllAsync(
        IServiceProvider services, IReadOnlyList<CustomerQuestion> questions)
    {
        var retriever = new Retriever(
            services.GetRequiredService<HybridSearch>(), services.GetRequiredService<ISearchEngine>(),
            new UnlimitedTime());
        var languages = await services.GetRequiredService<LanguagesSource>()(Customers, CancellationToken.None);
        var read = new List<ReadQuestion>();
        foreach (var question in questions)
        {
            var history = await services.GetRequiredService<AnswerPipeline>().TurnsAsync(
                (question.History ?? []).Select(text => new PastTurn(text)), Customers, CancellationToken.None);
            if (QuestionUnderstanding.Message(new Question(question.Question, history, Customers))
                is not Understood.Search meant)
            {
                read.Add(new ReadQuestion(question, [], null));
                continue;
            }
            var asked = meant.With(services.GetService<BrandSynonyms>() ?? BrandSynonyms.None);
            var found = await retriever.RetrieveAsync(asked, Customers, null, CancellationToken.None);
            var sections = BlockRanking.Read(found, asked.Text);
            if (BlockRanking.Answers(sections).FirstOrDefault() is { } best)
                found = await retriever.CoverAsync(
                    asked, found, best.Section.Chunk, best.Source, CancellationToken.None);
            read.Add(new ReadQuestion(
                question, sections, AnswerSignals.Of(found, sections, asked.IsForeignTo(languages))));
        }
        return read;
    }

    /// <summary>Whether a page that answers is among the first sections.</summary>
    public bool HasPage(int first) => Sections.Take(first).Any(IsGold);

    /// <summary>Whether a section with all facts is among them.</summary>
    public bool HasSection(int first) =>
        Sections.Take(first).Any(section => IsGold(section) && Question.HasFacts(section.Chunk.Text));

    /// <summary>Whether a block with all facts is among the best.</summary>
    public bool HasBlock(int first) => BlockRanking.Answers(Sections).Take(first)
        .Any(block => IsGold(block.Section) && Question.HasFacts(block.Text));

    /// <summary>Whether an answer, given without a gate, has all facts and cites a page that has them.</summary>
    public bool IsRight => IsGoldCited
        && Question.HasFacts(AnswerComposer.Compose(_written).Text);

    /// <summary>Whether it would cite a page that answers.</summary>
    public bool IsGoldCited => _written.Any(claim => Question.Documents.Contains(claim.Chunk.DocumentId));

    /// <summary>Whether a page that answers would be suggested.</summary>
    public bool IsGoldSuggested => AnswerPolicy.ByBestBlock(Sections).Take(Suggested).Any(IsGold);

    private bool IsGold(ReadSection section) => Question.Documents.Contains(section.Chunk.DocumentId);
}
