using System.CommandLine;
using SupportBot.Cli.Eval.Report;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval;

internal sealed class EvalAnswersCommand : RunnableCommand
{
    private readonly Option<string> _questions = CommonOptions.Required(
        "--questions", "FILE", "The questions, one JSON object a line.");
    private readonly Option<string> _docs = CommonOptions.Required("--docs", "DIR", "The documentation folder.");
    private readonly Option<bool> _model = CommonOptions.Flag(
        "--model", "Let the configured language model write. "
        + "Without it, answers are the documents' own sentences, and no model is asked.");
    private readonly Option<bool> _judge = CommonOptions.Flag(
        "--judge", "Also let a language model judge each claim: Models:EvaluationModel, or the one that guards.");
    private readonly Option<string?> _baseline = CommonOptions.Text(
        "--baseline", "FILE", "Compare with an earlier run, as --json printed it.");
    private readonly Option<string?> _bounds = CommonOptions.Text(
        "--fail-below", "FILE", "End with exit code 1 where a figure is worse than this file says.");
    private readonly Option<string?> _html = CommonOptions.Text(
        "--html", "FILE", "Also write a report with charts to this file.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvalAnswersCommand() : base("answers", "Measure answers and refusals on a set of questions. "
        + "Exit code 0: measured; 1: a figure is worse than --fail-below says; 2: a file or setting is wrong.") =>
        Add(_questions, _docs, _model, _judge, _baseline, _bounds, _html, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var questions = arguments.GetValue(_questions)!;
        var cases = AnswerCase.Read(questions);
        var before = arguments.GetValue(_baseline) is { } baseline ? RunReport.Read(baseline) : null;
        var bounds = arguments.GetValue(_bounds) is { } least ? FigureBounds.Read(least) : null;

        await using var bench = await AnswerBench.OpenAsync(
            arguments.GetValue(_docs)!, arguments.GetValue(_model), arguments.GetValue(_judge), train: true,
            cancellationToken);
        var run = await bench.RunAsync(cases, cancellationToken);
        var report = RunReport.Of(await bench.StampAsync(questions, cancellationToken), run);

        var outcome = new AnswerOutcome(report, before, bounds?.MissedBy(report) ?? []);
        if (arguments.GetValue(_html) is { } html)
            OutputFile.Write(html, "--html", file => File.WriteAllText(file, HtmlReport.Of(outcome)));
        if (arguments.GetValue(_json)) JsonOutput.Print(outcome.ToJson());
        else AnswerConsole.Show(outcome);
        return outcome.Missed.Count == 0 ? 0 : 1;
    }
}
