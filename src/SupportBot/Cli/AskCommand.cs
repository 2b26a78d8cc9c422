using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal sealed class AskCommand : DataCommand
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Argument<string> _question = new("question") { Description = "What a customer asks, in quotes." };
    private readonly Option<string?> _history = CommonOptions.Text(
        "--history", "FILE", "The turns before: a JSON file with an array of earlier questions.");
    private readonly Option<string?> _docs = CommonOptions.Text(
        "--docs", "DIR", "Read this documentation folder first.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public AskCommand() : base("ask", "Answer one question from the documents.")
    {
        Add(_question, _history, _docs);
        Options.Add(_json);
    }

    protected override async Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var docs = arguments.GetValue(_docs);
        var configuration = Configuration.Read(CommonOptions.Overrides(
            ("Data:Path", arguments.GetValue(Data)), ("Docs:Path", docs)));
        if (docs is null) DataFolder.RequireDatabase(configuration);
        else LegacyDataFolder.Warn(configuration);
        return await Composition.OpenAsync(configuration, cancellationToken);
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var before = arguments.GetValue(_history) is { } file ? HistoryFile.Read(file) : [];
        await PrepareAsync(services, ingest: arguments.GetValue(_docs) is not null, cancellationToken);

        var service = services.GetRequiredService<AnswerPipeline>();
        var history = await service.TurnsAsync(before, Customers, cancellationToken);
        var question = new Question(arguments.GetValue(_question)!, history, Customers);
        var answer = await service.AnswerAsync(question, cancellationToken);
        if (answer.Trace.Missing is { Leg: Leg.Both } all) throw new SearchUnavailableException(all.Reason);
        var words = await services.GetRequiredService<VectorAvailability>().ReasonAsync(cancellationToken);
        if (answer.Trace.Missing is { } part) Terminal.WriteError($"The search is not whole. {part.Reason}");
        else if (words is not null && answer.Kind != AnswerKind.SmallTalk) Terminal.WriteError(words);
        if (arguments.GetValue(_json))
            Terminal.WriteJson(Json(answer, VectorAvailability.Legs(answer.Trace.Missing, words)));
        else AnswerReport.Show(answer);
        return 0;
    }

    private static string Json(Answer answer, IReadOnlyList<Leg> legs)
    {
        var json = JsonSerializer.SerializeToNode(answer, Readable)!;
        json["legs"] = JsonSerializer.SerializeToNode(legs, Readable);
        return json.ToJsonString(Readable);
    }

    private static async Task PrepareAsync(IServiceProvider services, bool ingest, CancellationToken cancellationToken)
    {
        if (ingest)
            await services.GetRequiredService<DocsIngestion>()
                .RunWithVectorsAsync(withBlocks: false, cancellationToken);
        else await services.GetRequiredService<IndexFollower>().CatchUpAsync(cancellationToken);
        if ((await services.GetRequiredService<DocumentStore>().StateAsync(cancellationToken)).Documents == 0)
            throw new SettingsException(
                "There are no documents yet. Give a folder with --docs, or run: supportbot ingest DIR");
    }
}
