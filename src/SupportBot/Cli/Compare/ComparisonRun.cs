using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Style;
using SupportBot.Core.Voice.Versions;
using SupportBot.Knowledge;
using SupportBot.Models;
using SupportBot.Models.Chat;
using SupportBot.Settings;

namespace SupportBot.Cli.Compare;

// What to compare.
internal sealed record ComparisonRequest(
    IReadOnlyList<AnswerCase> Cases, string Questions, string Docs, ComparisonCosts Costs)
{
    // Whether the configured language model is asked too.
    public bool HasModel { get; init; }

    // The tuned model, as it is called at the same server; empty for none.
    public string Tuned { get; init; } = "";

    // Whether a double stands in for the models.
    public bool IsStub { get; init; }
}

// Asks every arm every question, over one index of a copy of the documents, which the probes change.
internal sealed class ComparisonRun : IAsyncDisposable
{
    private readonly ComparisonRequest _request;
    private readonly DirectoryInfo _docs;
    private readonly AnswerBench _bench;
    private readonly double _readSeconds;

    private ComparisonRun(ComparisonRequest request, DirectoryInfo docs, AnswerBench bench, double readSeconds) =>
        (_request, _docs, _bench, _readSeconds) = (request, docs, bench, readSeconds);

    private IServiceProvider Services => _bench.Services;

    public static async Task<Comparison> RunAsync(ComparisonRequest request, CancellationToken cancellationToken)
    {
        await using var run = await OpenAsync(request, cancellationToken);
        return await run.CompareAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _docs.Delete(recursive: true);
    }

    private static async Task<ComparisonRun> OpenAsync(
        ComparisonRequest request, CancellationToken cancellationToken)
    {
        var docs = Directory.CreateTempSubdirectory("supportbot-compare-");
        try
        {
            CopyFolder(new DirectoryInfo(request.Docs), docs);
            var begun = TimeProvider.System.GetTimestamp();
            var bench = await AnswerBench.OpenAsync(docs.FullName, request.HasModel, train: true, cancellationToken);
            var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            return new ComparisonRun(request, docs, bench, seconds);
        }
        catch // Whatever it was, the copy must not stay.
        {
            docs.Delete(recursive: true);
            throw;
        }
    }

    private async Task<Comparison> CompareAsync(CancellationToken cancellationToken)
    {
        var stamp = await _bench.StampAsync(_request.Questions, cancellationToken);
        var figures = new ComparisonFigures(Gate());
        var runners = Runners(stamp).ToList();
        var asked = await AskAsync(runners, cancellationToken);
        var searching = runners.Where(runner => runner.Pipeline is not null).ToList();
        var probes = await Probes().RunAsync([.. searching.Select(runner => runner.Pipeline!)], cancellationToken);
        List<ArmResult> arms = [.. ComparisonArms.All.Select(arm => ArmResult.NotRun(arm, WhyNot(arm)))];
        foreach (var (i, runner) in runners.Index())
            arms[(int)runner.Arm] = new(runner.Arm, figures.Of(stamp, new AnswerRun(asked[i])), "")
            {
                Artifact = runner.Artifact,
                IsStub = _request.IsStub && runner.Arm.HasModel(),
                Updates = searching.IndexOf(runner) is >= 0 and var probe ? probes[probe] : null,
            };
        return new Comparison(
            stamp, _request.Cases.Count(one => one.Answerable), _request.Cases.Count(one => !one.Answerable), figures,
            arms, _request.Costs with { ReadSeconds = _readSeconds, HasPrices = Models.HasPrices });
    }

    private string WhyNot(ComparisonArm arm) => !_request.HasModel ? "no language model: give --model"
        : arm.IsTuned() ? "no tuned model: give --tuned" : "not run";

    private IEnumerable<ArmRunner> Runners(RunStamp stamp)
    {
        var (brand, time) = (Services.GetRequiredService<Brand>(), Services.GetRequiredService<TimeProvider>());
        var index = $"the index: {stamp.Documents} documents, embedding {stamp.Embedding?[..12] ?? "none"}";
        if (_request.HasModel)
        {
            yield return Remembering(ComparisonArm.Base, Models.ChatModel);
            yield return Searching(ComparisonArm.Retrieving, $"{index}; the model {Models.ChatModel}", "");
        }
        if (_request.Tuned.Length > 0)
        {
            yield return Remembering(ComparisonArm.Tuned, _request.Tuned);
            yield return Searching(
                ComparisonArm.TunedRetrieving, $"{index}; the model {_request.Tuned}", _request.Tuned);
        }
        yield return ArmRunner.Searching(
            ComparisonArm.Extractive, index, Pipeline(VoiceProfile.None, model: null), time);
        yield return ArmRunner.Searching(
            ComparisonArm.ExtractiveVoiced,
            brand.Voice.Version.Length > 0 ? $"{index}; voice.yaml {brand.Voice.Version}" : index,
            Pipeline(brand.Voice, model: null), time);

        ArmRunner Remembering(ComparisonArm arm, string model) =>
            ArmRunner.Remembering(arm, model, Services.GetRequiredService<ClosedBook>(), time);

        ArmRunner Searching(ComparisonArm arm, string artifact, string model) => ArmRunner.Searching(
            arm, artifact,
            Pipeline(
                brand.Voice, Services.GetRequiredService<AnswerModel>(),
                model.Length > 0 ? new ServingVoice("tuned", model) : null),
            time);
    }

    // Question by question, each arm first in its turn, so that what the machine does besides hits all alike.
    private async Task<List<AskedCase>[]> AskAsync(List<ArmRunner> runners, CancellationToken cancellationToken)
    {
        foreach (var runner in runners.Where(runner => !runner.Arm.HasModel()))
            await runner.Ask(_request.Cases[0], cancellationToken); // compiles what the figures are not about
        List<AskedCase>[] asked = [.. runners.Select(_ => new List<AskedCase>())];
        foreach (var (i, one) in _request.Cases.Index())
            for (var j = 0; j < runners.Count; j++)
            {
                var turn = (i + j) % runners.Count;
                asked[turn].Add(await runners[turn].Ask(one, cancellationToken));
            }
        return asked;
    }

    private ModelsOptions Models => Services.GetRequiredService<IOptions<ModelsOptions>>().Value;

    private VoiceGate Gate() => BrandTexts.Gate(
        Services.GetRequiredService<IOptions<BrandOptions>>().Value, Services.GetRequiredService<Brand>().Voice, "en");

    private AnswerPipeline Pipeline(VoiceProfile voice, AnswerModel? model, ServingVoice? tuned = null) => new(
        Services.GetRequiredService<HybridSearch>(), Services.GetRequiredService<ISearchEngine>(),
        Services.GetRequiredService<LanguagesSource>(), Services.GetRequiredService<AnswerTextsSource>(),
        Services.GetRequiredService<TimeProvider>(), model, Services.GetRequiredService<Intents>(),
        Services.GetRequiredService<BrandSynonyms>(), voice, (_, _) => Task.FromResult(tuned));

    private KnowledgeProbes Probes() => new(
        _docs.FullName, Services.GetRequiredService<DocsIngestion>(), Services.GetRequiredService<TimeProvider>());

    // Without links, which could lead anywhere.
    private static void CopyFolder(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles().Where(file => file.LinkTarget is null))
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.LinkTarget is null))
            CopyFolder(folder, to.CreateSubdirectory(folder.Name));
    }
}
