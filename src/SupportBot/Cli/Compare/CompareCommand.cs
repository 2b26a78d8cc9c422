using System.CommandLine;
using System.Globalization;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Settings;

namespace SupportBot.Cli.Compare;

internal sealed class CompareCommand : RunnableCommand
{
    private readonly Option<string> _questions = CommonOptions.Required(
        "--questions", "FILE", "The questions, one JSON object a line, as for eval answers.");
    private readonly Option<string> _docs = CommonOptions.Required("--docs", "DIR", "The documentation folder.");
    private readonly Option<bool> _model = CommonOptions.Flag(
        "--model", "Also ask the configured language model, with and without the documents.");
    private readonly Option<string?> _tuned = CommonOptions.Text(
        "--tuned", "NAME", "Also ask this tuned model of the same server; needs --model.");
    private readonly Option<bool> _stub = CommonOptions.Flag(
        "--stub", "A double stands in for the models: only tokens, costs and times are told of them.");
    private readonly Option<string?> _training = Amount("--training-cost", "What the training cost.");
    private readonly Option<string?> _hosting = Amount("--hosting-per-hour", "What an hour of hosting costs.");
    private readonly Option<string?> _hours = Amount("--training-hours", "How long the training took.");
    private readonly Option<string?> _markdown = CommonOptions.Text(
        "--markdown", "FILE", "Write the table to this file in place of the terminal.");
    private readonly Option<string?> _html = CommonOptions.Text(
        "--html", "FILE", "Also write a report with charts to this file.");
    private readonly Option<bool> _json = CommonOptions.Json();

    public CompareCommand() : base("compare",
        "Compare retrieval, tuning and both on your questions, and say what the figures decide.") =>
        Add(_questions, _docs, _model, _tuned, _stub, _training, _hosting, _hours, _markdown, _html, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var questions = arguments.GetValue(_questions)!;
        var docs = arguments.GetValue(_docs)!;
        if (!Directory.Exists(docs)) throw new SettingsException($"The folder {docs} of --docs is not there.");
        var costs = new ComparisonCosts(
            Decimal(arguments.GetValue(_training)), Decimal(arguments.GetValue(_hosting)),
            (double?)Decimal(arguments.GetValue(_hours)));
        var tuned = arguments.GetValue(_tuned) ?? "";
        if (tuned.Length > 0 && !arguments.GetValue(_model))
            throw new SettingsException("--tuned compares a tuned model with the configured one. Give --model too.");
        var comparison = await ComparisonRun.RunAsync(
            new ComparisonRequest(AnswerCase.Read(questions), questions, docs, costs)
            {
                HasModel = arguments.GetValue(_model), Tuned = tuned, IsStub = arguments.GetValue(_stub),
            },
            cancellationToken);

        if (arguments.GetValue(_html) is { } html)
            OutputFile.Write(html, "--html", file => File.WriteAllText(file, ComparisonHtml.Of(comparison)));
        if (arguments.GetValue(_markdown) is { } markdown)
            OutputFile.Write(
                markdown, "--markdown", file => File.WriteAllText(file, ComparisonMarkdown.Of(comparison)));
        if (arguments.GetValue(_json)) JsonOutput.Print(ComparisonJson.Of(comparison));
        else if (arguments.GetValue(_markdown) is null)
            foreach (var line in ComparisonMarkdown.Of(comparison).Split('\n')) Terminal.WriteLine(line);
        return 0;
    }

    private static Option<string?> Amount(string name, string description) => CommonOptions.Checked(
        name, description, "AMOUNT", value => Decimal(value) is >= 0, "an amount such as 12.50");

    private static decimal? Decimal(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
