using Microsoft.Extensions.AI;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;
using SupportBot.Embedded;
using SupportBot.Tests.Answers;

namespace SupportBot.Tests.Gaps;

public sealed class GapFinderTests
{
    [Fact]
    public async Task Questions_that_ask_the_same_are_one_gap_and_those_of_most_conversations_come_first()
    {
        await using var visits = await Visits.BeginAsync();
        foreach (var (conversation, question) in (IEnumerable<(string, string)>)[
                    ("c1", "How do I connect it to Zendesk?"),
                    ("c2", "Is there a Salesforce integration?"),
                    ("c3", "a salesforce integration"),
                    ("c3", "Salesforce integration"),
                    ("c4", "Is there a Salesforce integration"),
                    ("c5", "How do I back up to tape?"),
                    ("c6", "Tape backup"),
                ])
            await visits.AskAsync(conversation, question);

        using var library = await LibraryAsync();
        var report = await library.FindAsync(visits);

        Assert.Equal((7, 6, 3), (report.Questions, report.Conversations, report.Groups));
        Assert.Equal([3, 2, 1], report.Gaps.Select(gap => gap.Conversations));
        Assert.Equal(
            [
                "Is there a Salesforce integration?",
                "a salesforce integration",
                "Salesforce integration",
                "Is there a Salesforce integration",
            ],
            report.Gaps[0].Questions.Select(question => question.Question));
        Assert.Equal(
            ["How do I back up to tape?", "Tape backup"],
            report.Gaps[1].Questions.Select(question => question.Question));
        Assert.Equal(new Dictionary<GapReason, int> { [GapReason.Refused] = 4 }, report.Gaps[0].Reasons);
        Assert.Equal(
            report.Gaps.Select(gap => gap.Question),
            (await library.FindAsync(visits)).Gaps.Select(gap => gap.Question));
    }

    [Fact]
    public async Task A_gap_names_the_nearest_documents_and_how_much_of_it_they_hold()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "How do I change the schedule?");
        await visits.AskAsync("c2", "Zyzzyva?");

        using var library = await LibraryAsync();
        var gaps = (await library.FindAsync(visits)).Gaps;
        var schedule = Assert.Single(gaps, gap => gap.Question == "How do I change the schedule?").Nearest[0];
        Assert.Equal(("schedule.md", "https://docs.test/schedule.md#0"), (schedule.DocumentId, schedule.Url));
        Assert.InRange(schedule.Coverage, 0.3, 0.6); // "Change" is nowhere near.
        Assert.Empty(Assert.Single(gaps, gap => gap.Question == "Zyzzyva?").Nearest);
    }

    [Fact]
    public async Task A_follow_up_stands_as_it_was_understood()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "And for S3?", understood: "And for S3? (bucket region)");
        using var library = await LibraryAsync();
        var gap = Assert.Single((await library.FindAsync(visits)).Gaps);
        Assert.Equal(("And for S3? (bucket region)", "And for S3?"), (gap.Question, Assert.Single(gap.Others)));
    }

    [Fact]
    public async Task An_embedding_that_does_not_know_the_names_does_not_join_them()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "How do I connect it to Salesforce?");
        await visits.AskAsync("c2", "How do I connect it to Zendesk?");
        using var library = await LibraryAsync(new SameForAll());
        Assert.Equal(2, (await library.FindAsync(visits)).Groups);
    }

    [Fact]
    public async Task Words_that_no_document_holds_are_suggested_as_synonyms()
    {
        await using var visits = await Visits.BeginAsync();
        await visits.AskAsync("c1", "How do I use 2fa with the schedule?");
        await visits.AskAsync("c2", "2fa for S3");
        await visits.AskAsync("c3", "the bucket of zyzzyva");

        using var library = await LibraryAsync();
        Assert.Equal(
            [new("2fa", 2, "2fa for S3"), new("zyzzyva", 1, "the bucket of zyzzyva")],
            (await library.FindAsync(visits)).UnknownWords);
        Assert.Equal(
            ["zyzzyva"],
            (await library.FindAsync(visits, BrandSynonyms.Parse("2fa = two-factor authentication"))).UnknownWords
                .Select(word => word.Word));
    }

    [Fact]
    public async Task German_questions_over_English_documents_are_not_mixed()
    {
        await using var visits = await Visits.BeginAsync();
        foreach (var (i, question) in new[]
        {
            "Wie kann ich das Wetter von morgen abrufen?", "Wie kann ich die Rechnung als Beleg abrufen?",
            "Wie kann ich mein Passwort abrufen?", "Wie bekomme ich die Rechnung als Beleg?",
        }.Index())
            await visits.AskAsync($"c{i}", question);

        using var library = await LibraryAsync();
        var report = await library.FindAsync(visits);
        Assert.Equal(3, report.Groups);
        Assert.Equal(2, Assert.Single(report.Gaps, gap => gap.Conversations == 2).Questions.Count);
        Assert.All(report.Gaps, gap => Assert.All(gap.Nearest, near => Assert.True(near.Coverage > 0)));
        Assert.Empty(report.UnknownWords);
    }

    private static async Task<Index> LibraryAsync(IEmbeddingGenerator<string, Embedding<float>>? embedding = null)
    {
        var index = new Index(embedding);
        await index.Engine.ApplyAsync(
            new IndexChanges(
                [
                    .. Shop
                        .English.GroupBy(chunk => chunk.DocumentId)
                        .Select(group => new IndexedDocument(group.Key, [.. group], [])),
                ],
                [],
                1),
            TestContext.Current.CancellationToken);
        return index;
    }

    /// <summary>The shop's documents, and whoever looks for gaps in them.</summary>
    private sealed class Index(IEmbeddingGenerator<string, Embedding<float>>? embedding) : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gaps");

        public EmbeddedSearchEngine Engine => field ??= new EmbeddedSearchEngine(_folder.FullName);

        public Task<GapReport> FindAsync(Visits visits, BrandSynonyms? synonyms = null)
        {
            var current = new CurrentEmbedding
            {
                Model = embedding is null ? null : new EmbeddingModel("test", embedding),
            };
            var search = new HybridSearch(
                Engine,
                current,
                (ids, _) =>
                    Task.FromResult<IReadOnlyDictionary<string, Chunk>>(
                        Shop.English.Where(chunk => ids.Contains(chunk.Id)).ToDictionary(chunk => chunk.Id)));
            return new GapFinder(
                new OpenQuestions(visits.Knowledge.Database, "default"),
                new AgentAnswers(visits.Knowledge.Database, "default"), search, Engine,
                current, synonyms).FindAsync(default, 20, TestContext.Current.CancellationToken);
        }

        public void Dispose()
        {
            Engine.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    private sealed class SameForAll : IEmbeddingGenerator<string, Embedding<float>>
    {
        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(
                new GeneratedEmbeddings<Embedding<float>>(values.Select(_ => new Embedding<float>((float[])[1f, 0]))));

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
