using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Documentation;
using SupportBot.Embedded.Training;
using SupportBot.Settings;

namespace SupportBot.Cli.Eval;

/// <summary><c>supportbot eval answers</c>: whether questions get an answer from the right documents, or rightly none.</summary>
internal sealed class EvalAnswersCommand : Command
{
    private readonly Option<string> _questions = new("--questions") { Description = "The questions, one JSON object a line.", HelpName = "FILE", Required = true };
    private readonly Option<string> _docs = new("--docs") { Description = "The documentation folder.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvalAnswersCommand() : base("answers", "Measure answers and refusals on a set of questions.")
    {
        Options.Add(_questions);
        Options.Add(_docs);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    /// <summary>Answers all questions in a data folder that lives as long as the measurement.</summary>
    internal static async Task<AnswerRun> MeasureAsync(IReadOnlyList<AnswerCase> cases, string docs, bool train, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("supportbot-eval-");
        try
        {
            var configuration = Configuration.Read(CommonOptions.Overrides(("Data:Path", data.FullName), ("Docs:Path", docs)));
            await using var services = await Composition.OpenAsync(configuration, cancellationToken);
            await services.GetRequiredService<DocsIngestion>().RunAsync(progress: null, cancellationToken);
            if (train) await TrainAsync(services, cancellationToken);
            return await AnswerRun.OfAsync(cases, services.GetRequiredService<AnswerService>(), cancellationToken);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task TrainAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var chunks = await services.GetRequiredService<DocumentStore>().AllChunksAsync(cancellationToken).ToListAsync(cancellationToken);
        var model = EmbeddingTrainer.Train(chunks, cancellationToken).Model;
        await services.GetRequiredService<IndexFollower>().AdoptAsync(model, cancellationToken);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var cases = AnswerCase.Read(arguments.GetValue(_questions)!);
        var run = await MeasureAsync(cases, arguments.GetValue(_docs)!, train: true, cancellationToken);
        Show(run.Figures(), arguments.GetValue(_json));
        return 0;
    }

    private static void Show(OrderedDictionary<string, Estimate> figures, bool json)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(figures.ToDictionary(figure => figure.Key, figure => new { value = figure.Value.Mean, low = figure.Value.Low, high = figure.Value.High })));
        else foreach (var (name, figure) in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-21}{figure.Mean,6:0.000} ({figure.Low:0.000} to {figure.High:0.000})"));
    }
}
