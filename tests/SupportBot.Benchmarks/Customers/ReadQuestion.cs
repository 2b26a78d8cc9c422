using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Answers.Retrieval;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Answers.Writing;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks.Customers;

/// <summary>A question as it was read, before the decision to answer: tells where an answer gets lost.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Sections">What was found, best first; none for small talk.</param>
internal sealed record ReadQuestion(CustomerQuestion Question, IReadOnlyList<ReadSection> Sections)
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly IReadOnlyList<Claim> _written =
        ExtractiveWriter.Write(Sections, WritingOptions.Default, mayDestroy: true);

    public static async Task<IReadOnlyList<ReadQuestion>> AllAsync(
        IServiceProvider services, IReadOnlyList<CustomerQuestion> questions)
    {
        var retriever = new Retriever(
            services.GetRequiredService<HybridSearch>(), services.GetRequiredService<ISearchEngine>(),
            services.GetRequiredService<TimeProvider>());
        var read = new List<ReadQuestion>();
        foreach (var question in questions)
        {
            var history = await services.GetRequiredService<AnswerPipeline>().TurnsAsync(
                (question.History ?? []).Select(text => new PastTurn(text)), Customers, CancellationToken.None);
            read.Add(new ReadQuestion(question, QuestionUnderstanding.Message(
                new Question(question.Question, history, Customers)) is Understood.Search asked
                ? BlockRanking.Read(
                    await retriever.RetrieveAsync(asked, Customers, null, CancellationToken.None), asked.Text)
                : []));
        }
        return read;
    }

    /// <summary>Whether a page that answers is among the first sections.</summary>
    public bool HasPage(int first) => Sections.Take(first).Any(IsGold);

    /// <summary>Whether a section with all facts is among them.</summary>
    public bool HasSection(int first) =>
        Sections.Take(first).Any(section => IsGold(section) && Question.HasFacts(section.Chunk.Text));

    /// <summary>Whether a block with all facts is among the best.</summary>
    public bool HasBlock(int first) => Sections.SelectMany(section => section.Blocks)
        .Where(block => block.IsAnswer).OrderByDescending(block => block.Score).Take(first)
        .Any(block => IsGold(block.Section) && Question.HasFacts(block.Text));

    /// <summary>Whether an answer, given without a gate, has all facts and cites a page that has them.</summary>
    public bool IsRight => _written.Any(claim => Question.Documents.Contains(claim.Chunk.DocumentId))
        && Question.HasFacts(AnswerComposer.Compose(_written).Text);

    private bool IsGold(ReadSection section) => Question.Documents.Contains(section.Chunk.DocumentId);
}
