using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Cli.Eval.Report;

internal static class HtmlReport
{
    // Figures of mixed units, which do not fit one chart.
    private const string Others = "others";

    // Each chart holds figures of one unit and magnitude.
    private static readonly (string Id, string Title, string[] Figures)[] Charts =
    [
        ("quality", "Answers, refusals and sources",
        [
            "refusedUnanswerable", "wronglyRefused", "goldCited", "goldFirst", "citationPrecision", "sourceRecall",
            "factRecall", "unsupportedClaims", "modelFailed",
        ]),
        ("latency", "How long an answer takes", ["firstShownP50ms", "firstShownP95ms", "p50ms", "p95ms"]),
        ("tokens", "What an answer takes", ["promptTokens", "completionTokens"]),
        (Others, "Other figures", ["meanCitations", "cost"]),
    ];

    public static string Of(AnswerOutcome outcome) => ReportPage.Of(
        $"Answers to {outcome.Report.Run.Questions}, {outcome.Report.Run.At:yyyy-MM-dd}",
        Html.Of($"""
            <header><h1>How well the bot answers</h1>
            {Stamp(outcome.Report)}{Compared(outcome)}{Bounds(outcome)}</header>
            <main>
            {Html.Each(Charts, chart => Section(chart.Id, chart.Title, chart.Figures, outcome))}
            <section><h2>Questions</h2><p>Each opens with a click. Those that went wrong come first.</p>
            {CaseList.Of(outcome.Report.Cases)}</section>
            </main>
            """));

    private static Html Stamp(RunReport report)
    {
        var run = report.Run;
        var answerable = report.Cases.Count(one => one.Answerable);
        var questions = $"{report.Cases.Count} of {run.Questions}: "
            + $"{answerable} answerable, {report.Cases.Count - answerable} not";
        var writer = run.Model is null
            ? "the documents' own sentences, no language model"
            : $"{run.Model}, prompt {run.Prompt}";
        var search = run.Embedding is null
            ? "words"
            : $"words and the embedding {run.Embedding[..Math.Min(12, run.Embedding.Length)]}";
        return Html.Of($"""
            <dl class="stamp">
            <div><dt>Measured</dt><dd>{run.At:yyyy-MM-dd HH:mm} UTC, SupportBot {run.Version.Split('+')[0]}</dd></div>
            <div><dt>Questions</dt><dd>{questions}</dd></div>
            <div><dt>Knowledge</dt><dd>{run.Documents} documents, {run.Sections} sections</dd></div>
            <div><dt>Written by</dt><dd>{writer}</dd></div>
            <div><dt>Searched by</dt><dd>{search}</dd></div>
            </dl>

            """);
    }

    private static Html Compared(AnswerOutcome outcome)
    {
        if (outcome.Before is not { Run: var before }) return Html.None;
        var writer = before.Model ?? "the documents' own sentences";
        return Html.Of($"""
            <p class="legend">{Symbol("now")} this run
            {Symbol("before")} {before.At:yyyy-MM-dd HH:mm} UTC, written by {writer}</p>

            """);
    }

    private static Html Symbol(string run)
    {
        var shape = new Html("""<line x1="2" x2="38" y1="6" y2="6"/><circle cx="20" cy="6" r="4.5"/>""");
        return Html.Of($"""<svg viewBox="0 0 40 12" aria-hidden="true"><g class="{run}">{shape}</g></svg>""");
    }

    private static Html Bounds(AnswerOutcome outcome)
    {
        if (outcome.Missed.Count == 0) return Html.None;
        var bounds = Html.Each(outcome.Missed, bound => Html.Of($"<li>{bound.ToString()}</li>"));
        return Html.Of($"""
            <div class="missed" role="note"><strong>Worse than it may be:</strong><ul>{bounds}</ul></div>

            """);
    }

    private static Html Section(string id, string title, string[] names, AnswerOutcome outcome)
    {
        AnswerFigure[] figures = [.. names.Select(name => AnswerFigure.All.Single(figure => figure.Name == name))];
        AnswerFigure[] drawn = [.. figures.Where(figure => outcome.Figures[figure.Name] is not null)];
        var isWorthDrawing = figures[0].Unit == FigureUnit.Share
            || drawn.Any(figure => outcome.Figures[figure.Name]!.Value.High > 0);
        var chart = isWorthDrawing && id != Others 
            ? new IntervalChart([.. drawn.Select(figure => Row(figure, outcome))], figures[0]).Draw(id, title)
            : Html.None;
        return Html.Of($"""
            <section><h2>{title}</h2>
            {chart}{FigureTable.Of(figures, outcome, $"{title}, in figures")}</section>

            """);
    }

    private static ChartRow Row(AnswerFigure figure, AnswerOutcome outcome) =>
        new(figure.Title, outcome.Figures[figure.Name]!.Value, outcome.FiguresBefore?[figure.Name]);
}
