using System.CommandLine;
using SupportBot.Cli.Eval.Report;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval;

/// <summary><c>supportbot eval answers</c>: whether questions get an answer from the right documents, or rightly none.</summary>
internal sealed class EvalAnswersCommand : Command
{
    private readonly Option<string> _questions = new("--questions") { Description = "The questions, one JSON object a line.", HelpName = "FILE", Required = true };
    private readonly Option<string> _docs = new("--docs") { Description = "The documentation folder.", HelpName = "DIR", Required = true };
    private readonly Option<bool> _model = CommonOptions.Flag(
        "--model", "Let the configured language model write. Without it, answers are the documents' own sentences, and no model is asked.");
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Compare with an earlier run, as --json printed it.", HelpName = "FILE" };
    private readonly Option<string?> _bounds = new("--fail-below") { Description = "End with exit code 1 where a figure is worse than this file says.", HelpName = "FILE" };
    private readonly Option<string?> _html = new("--html") { Description = "Also write a report with charts to this file.", HelpName = "FILE" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvalAnswersCommand() : base("answers", "Measure answers and refusals on a set of questions. Exit code 0: measured; 1: a figure is worse than --fail-below says; 2: a file or setting is wrong.")
    {
        foreach (var option in (Option[])[_questions, _docs, _model, _baseline, _bounds, _html, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var questions = arguments.GetValue(_questions)!;
        var cases = AnswerCase.Read(questions);
        var before = arguments.GetValue(_baseline) is { } baseline ? RunReport.Read(baseline) : null;
        var bounds = arguments.GetValue(_bounds) is { } least ? FigureBounds.Read(least) : null;

        await using var bench = await AnswerBench.OpenAsync(arguments.GetValue(_docs)!, arguments.GetValue(_model), train: true, cancellationToken);
        var run = await bench.RunAsync(cases, cancellationToken);
        var report = RunReport.Of(await bench.StampAsync(questions, cancellationToken), run);

        var outcome = new AnswerOutcome(report, before, bounds?.MissedBy(report) ?? []);
        if (arguments.GetValue(_html) is { } html) OutputFile.Write(html, "--html", file => File.WriteAllText(file, HtmlReport.Of(outcome)));
        if (arguments.GetValue(_json)) JsonOutput.Print(outcome.ToJson());
        else AnswerConsole.Show(outcome);
        return outcome.Missed.Count == 0 ? 0 : 1;
    }
}
