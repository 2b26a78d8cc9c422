using System.Reflection;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge;
using SupportBot.Models;
using SupportBot.Models.Prompts;
using SupportBot.Settings;

namespace SupportBot.Cli.Eval;

// The whole bot over a folder of documents, with a temporary data folder.
internal sealed class AnswerBench : IAsyncDisposable
{
    private readonly DirectoryInfo _data;
    private readonly bool _isKept;
    private readonly ServiceProvider _services;
    private readonly ModelsOptions? _model;

    private AnswerBench(DirectoryInfo data, bool isKept, ServiceProvider services, ModelsOptions? model) =>
        (_data, _isKept, _services, _model) = (data, isKept, services, model);

    public static Task<AnswerBench> OpenAsync(
        string docs, bool model, bool train, CancellationToken cancellationToken) =>
        OpenAsync(docs, model, judge: false, train, cancellationToken);

    public static async Task<AnswerBench> OpenAsync(
        string docs, bool model, bool judge, bool train, CancellationToken cancellationToken, string? folder = null,
        params (string Key, string? Value)[] settings)
    {
        var configured = Configuration.Read([]).GetSection("Models").Get<ModelsOptions>() ?? new ModelsOptions();
        if (model && !(configured.IsConfigured && configured.ChatModel.Length > 0))
            throw new SettingsException("--model needs a language model, and none is configured. "
                + "Set Models:Provider and Models:ChatModel; docs/language-models.md has examples.");
        if (judge && configured.ClaimModel.Length == 0)
            throw new SettingsException("--judge needs a language model, and none is configured. "
                + "Set Models:Provider and Models:EvaluationModel; docs/evaluate.md has an example.");
        var data = folder is null
            ? Directory.CreateTempSubdirectory("supportbot-eval-")
            : Directory.CreateDirectory(folder);
        try
        {
            var configuration = Configuration.Read(
            [
                .. CommonOptions.Overrides(
                    ("Data:Path", data.FullName), ("Docs:Path", docs),
                    ("Search:Elasticsearch:IndexPrefix", data.Name.ToLowerInvariant())),
                .. CommonOptions.Overrides(settings),
                .. model ? [] : Unwritten(configured, judge),
                KeyValuePair.Create("Models:EvaluationModel", (string?)(judge ? configured.ClaimModel : "")),
            ]);
            var bench = new AnswerBench(
                data, folder is not null, await Composition.OpenAsync(configuration, cancellationToken),
                model ? configured : null);
            await bench.ReadOrCloseAsync(train, cancellationToken);
            return bench;
        }
        catch // Whatever it was, the folder must not stay.
        {
            if (folder is null) data.Delete(recursive: true);
            throw;
        }
    }

    public IServiceProvider Services => _services;

    // Asks the first case once more beforehand to exclude JIT compilation from the timings; not with a model, where it
    // would cost money.
    public async Task<AnswerRun> RunAsync(IReadOnlyList<AnswerCase> cases, CancellationToken cancellationToken)
    {
        var (service, time) =
            (_services.GetRequiredService<AnswerPipeline>(), _services.GetRequiredService<TimeProvider>());
        if (_model is null) await AnswerRun.OfAsync([cases[0]], service, time, cancellationToken);
        return await AnswerRun.OfAsync(
            cases, service, time, _services.GetService<ClaimJudge>()?.Judge, cancellationToken);
    }

    public async Task<RunStamp> StampAsync(string questions, CancellationToken cancellationToken)
    {
        var known = await _services.GetRequiredService<DocumentStore>().StateAsync(cancellationToken);
        return new RunStamp(
            _services.GetRequiredService<TimeProvider>().GetUtcNow(),
            typeof(AnswerBench).Assembly
                .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            Path.GetFileName(questions), known.Documents, known.Chunks,
            _services.GetRequiredService<CurrentEmbedding>().Model?.Hash,
            _model?.ChatModel, _model is null ? null : _services.GetRequiredService<BrandPrompts>().Write.Version,
            _services.GetService<ClaimJudge>()?.Model);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!_isKept) _data.Delete(recursive: true);
    }

    // Removes the chat model but keeps the embedding model, so that both runs search alike.
    private static IEnumerable<KeyValuePair<string, string?>> Unwritten(ModelsOptions configured, bool judge) =>
    [
        configured.EmbeddingModel.Length > 0 || judge
            ? KeyValuePair.Create("Models:ChatModel", (string?)"")
            : KeyValuePair.Create("Models:Provider", (string?)"none"),
        KeyValuePair.Create("Models:JudgeModel", (string?)""),
        KeyValuePair.Create("Models:EntailmentFolder", (string?)""),
    ];

    private async Task ReadOrCloseAsync(bool train, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(train, cancellationToken);
        }
        catch // Whatever it was, no index must stay on a cluster.
        {
            await CloseAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (_services.GetService<ElasticsearchIndex>() is { } index) await index.DropAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private async Task ReadAsync(bool train, CancellationToken cancellationToken)
    {
        await _services.GetRequiredService<DocsIngestion>().RunWithVectorsAsync(withBlocks: true, cancellationToken);
        if (!train || !_services.GetRequiredService<StoredEmbedding>().MayTrain) return;
        var plan = _services.GetRequiredService<EmbeddingPlan>();
        var chunks = await _services.GetRequiredService<DocumentStore>().AllChunksAsync(cancellationToken)
            .Where(chunk => chunk.Language != plan.Language).ToListAsync(cancellationToken);
        if (plan.Language is not null && chunks.Count < EmbeddingRenewal.LeastChunks) return;
        var trained = EmbeddingTrainer.Train(chunks, cancellationToken).Model;
        if (await plan.WithAsync(trained, cancellationToken) is { } model)
            await _services.GetRequiredService<IndexFollower>().AdoptAsync(model, cancellationToken);
    }
}
