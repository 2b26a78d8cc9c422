using SupportBot.Core.Evaluation.Retrieval;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Elasticsearch;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Embedded;
using SupportBot.Embedded.Training;

namespace SupportBot.Benchmarks.Elasticsearch;

/// <summary>One database, and both engines filled from it, with an embedding trained on its documents.</summary>
internal sealed class BothEngines : IAsyncDisposable
{
    private const int Depth = 10;
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-engines-");
    private readonly List<Side> _sides = [];
    private readonly ElasticsearchOptions _options;
    private readonly string _name;
    private Database? _database;

    private BothEngines(ElasticsearchOptions options, string name) => (_options, _name) = (options, name);

    /// <summary>How long the cluster says that it took for its last answer.</summary>
    public Took Took { get; } = new();

    public DocumentStore Store { get; private set; } = null!;

    public Side Embedded => _sides[0];

    public Side Cluster => _sides[1];

    /// <param name="options">The cluster.</param>
    /// <param name="name">Of the index there.</param>
    /// <param name="fill">Puts documents into the store.</param>
    public static async Task<BothEngines> OpenAsync(
        ElasticsearchOptions options, string name, Func<DocumentStore, Task> fill)
    {
        var both = new BothEngines(options, name);
        await both.FillAsync(fill);
        return both;
    }

    /// <summary>Whether a question finds the same in both.</summary>
    public async Task CompareAsync(string set, IReadOnlyList<RetrievalQuery> queries, Figures figures)
    {
        var overlaps = new List<double>();
        foreach (var query in queries)
        {
            var request = new SearchRequest(query.Text, Customers, Top: Depth);
            var (here, there) = (
                await Embedded.Engine.SearchAsync(request, default),
                await Cluster.Engine.SearchAsync(request, default));
            overlaps.Add(
                here.Bm25.Select(hit => hit.ChunkId).Intersect(there.Bm25.Select(hit => hit.ChunkId)).Count()
                    / (double)Math.Max(1, here.Bm25.Count));
        }
        figures.AtLeast($"{set}: BM25 top {Depth} in common", overlaps.Average(), 0.9, "");
        var (embedded, cluster) = (await NdcgAsync(Embedded, queries), await NdcgAsync(Cluster, queries));
        figures.Report($"{set}: hybrid nDCG@10, embedded", embedded, "");
        figures.Report($"{set}: hybrid nDCG@10, Elasticsearch", cluster, "");
        figures.AtMost($"{set}: hybrid nDCG@10, difference", Math.Abs(embedded - cluster), 0.01, "");
    }

    public async ValueTask DisposeAsync()
    {
        using (var index = new ElasticsearchIndex(_options, _name, TimeProvider.System)) await index.DropAsync(default);
        foreach (var side in _sides) side.Dispose();
        if (_database is not null) await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task FillAsync(Func<DocumentStore, Task> fill)
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"));
        Store = new DocumentStore(_database, "default", TimeProvider.System, "https://docs.test");
        await fill(Store);
        var model = EmbeddingTrainer.Train(await Store.AllChunksAsync().ToListAsync(), default).Model;
        var cluster = new ElasticsearchCluster(
            _options, TimeProvider.System, connection => new TookHandler(connection, Took));
        _sides.Add(new Side(new EmbeddedSearchEngine(Path.Combine(_folder.FullName, "index")), Store));
        _sides.Add(new Side(new ElasticsearchSearchEngine(cluster, _options, _name), Store));
        foreach (var side in _sides)
        {
            await side.Follower.CatchUpAsync();
            await side.Follower.AdoptAsync(model);
        }
    }

    private static async Task<double> NdcgAsync(Side side, IReadOnlyList<RetrievalQuery> queries)
    {
        var run = await RetrievalRun.OfAsync(
            queries,
            async text =>
                [
                    .. (await side.Search.SearchAsync(text, Customers, top: 100))
                        .Passages.Select(passage => passage.Chunk.DocumentId)
                        .Distinct(),
                ],
            TimeProvider.System);
        return run.Figures()["nDCG@10"];
    }

    /// <summary>An engine, who fills it, and hybrid search in it.</summary>
    internal sealed class Side : IDisposable
    {
        private readonly CurrentEmbedding _embedding = new();

        public Side(ISearchEngine engine, DocumentStore store)
        {
            Engine = engine;
            Follower = new IndexFollower(store, engine, _embedding);
            Search = new HybridSearch(engine, _embedding, store.ChunksAsync);
        }

        public ISearchEngine Engine { get; }

        public IndexFollower Follower { get; }

        public HybridSearch Search { get; }

        public EmbeddingModel Model => _embedding.Model!;

        public void Dispose()
        {
            Follower.Dispose();
            ((IDisposable)Engine).Dispose();
        }
    }
}
