namespace SupportBot.Core.Evaluation.Answers;

/// <summary>How a figure is written.</summary>
public enum FigureUnit
{
    /// <summary>0 to 1.</summary>
    Share,

    Count,
    Milliseconds,

    /// <summary>In the currency of the configured prices.</summary>
    Money,
}

/// <summary>The direction in which a figure improves.</summary>
public enum FigureDirection
{
    Neither,
    More,
    Less,
}

/// <summary>One figure of a run, with a 95 % interval: cases of a conversation are drawn together.</summary>
/// <param name="Name">Stable: its key in JSON.</param>
/// <param name="Title">The title in reports.</param>
/// <param name="Unit">How it is written.</param>
/// <param name="Better">The direction in which it improves.</param>
/// <param name="Adds">What a case adds to it: none or several values.</param>
/// <param name="Share">
/// The share of the values that are no higher than the figure, for example .95; null for their mean.
/// </param>
public sealed record AnswerFigure(
    string Name, string Title, FigureUnit Unit, FigureDirection Better, Func<AskedCase, IEnumerable<double>> Adds,
    double? Share = null)
{
    /// <summary>All of them, in the order of a report.</summary>
    public static IReadOnlyList<AnswerFigure> All { get; } =
    [
        new(
            "refusedUnanswerable", "Unanswerable not answered", FigureUnit.Share, FigureDirection.More,
            a => If(!a.Case.Answerable, !a.IsAnswered)),
        new(
            "wronglyRefused", "Answerable got no answer", FigureUnit.Share, FigureDirection.Less,
            a => If(a.Case.Answerable, !a.IsAnswered)),
        new(
            "goldCited", "Right document cited", FigureUnit.Share, FigureDirection.More,
            a => If(a.Case.Answerable, a.RightCitations > 0)),
        new(
            "goldFirst", "Right document cited first", FigureUnit.Share, FigureDirection.More,
            a => If(a.Case.Answerable, a.Answer.Citations is [var first, ..] && a.IsRight(first))),
        new(
            "citationPrecision", "Citations that are right", FigureUnit.Share, FigureDirection.More,
            a => If(HasSources(a), (double)a.RightCitations / a.Answer.Citations.Count)),
        new(
            "meanCitations", "Citations of an answer", FigureUnit.Count, FigureDirection.Neither,
            a => If(HasSources(a), a.Answer.Citations.Count)),
        new(
            "sourceRecall", "Expected documents cited", FigureUnit.Share, FigureDirection.More,
            a =>
                If(
                    a.Case.Answerable,
                    (double)a.DocumentsCited / Math.Max(1, a.Case.Documents?.Distinct().Count() ?? 0))),
        new(
            "factRecall", "Key facts said", FigureUnit.Share, FigureDirection.More,
            a => a.Case is { Answerable: true, Facts: { Count: > 0 } facts }
                ? [facts.Average(fact => a.Says(fact) ? 1.0 : 0)]
                : []),
        new(
            "unsupportedClaims", "Claims without support", FigureUnit.Share, FigureDirection.Less,
            a => a.Claims.Select(claim => claim.IsSupported ? 0.0 : 1)),
        new("p50ms", "Whole answer, median", FigureUnit.Milliseconds, FigureDirection.Less, a => [a.Milliseconds], .50),
        new("p95ms", "Whole answer, 95 %", FigureUnit.Milliseconds, FigureDirection.Less, a => [a.Milliseconds], .95),
        new(
            "firstShownP50ms", "First text shown, median", FigureUnit.Milliseconds, FigureDirection.Less, a =>
                [a.FirstShown],
            .50),
        new(
            "firstShownP95ms", "First text shown, 95 %", FigureUnit.Milliseconds, FigureDirection.Less, a =>
                [a.FirstShown],
            .95),
        new(
            "promptTokens", "Tokens sent for an answer", FigureUnit.Count, FigureDirection.Less,
            a => [a.Answer.Trace.Calls.Sum(call => (double)call.Usage.PromptTokens)]),
        new(
            "completionTokens", "Tokens received for an answer", FigureUnit.Count, FigureDirection.Less,
            a => [a.Answer.Trace.Calls.Sum(call => (double)call.Usage.CompletionTokens)]),
        new(
            "cost", "Cost of an answer", FigureUnit.Money, FigureDirection.Less,
            a => [a.Answer.Trace.Calls.Sum(call => (double)call.Usage.Cost)]),
        new(
            "modelFailed", "Answers for which the model failed", FigureUnit.Share, FigureDirection.Less,
            a => If(a.Answer.Trace.Calls.Count > 0, a.Answer.Trace.Calls.Any(call => call.Failure is not null))),
    ];

    /// <summary>The figure over some cases; null if none adds to it.</summary>
    public Estimate? Over(IEnumerable<CaseReport> cases)
    {
        IReadOnlyList<double>[] clusters =
            [.. cases.GroupBy(one => one.Conversation).Select(ValuesOf).Where(values => values.Count > 0)];
        return clusters.Length == 0 ? null : Bootstrap.Of(clusters, Statistic);
    }

    /// <summary>
    /// How much the figure changed since an earlier run, over the cases that both have; null if they share none that
    /// add to it.
    /// </summary>
    public Estimate? Since(IEnumerable<CaseReport> before, IEnumerable<CaseReport> now)
    {
        var earlier = before.ToDictionary(one => one.Id);
        (IReadOnlyList<double> Now, IReadOnlyList<double> Before)[] clusters =
            [.. now.Where(one => earlier.ContainsKey(one.Id)).GroupBy(one => one.Conversation)
                .Select(same => (ValuesOf(same), ValuesOf(same.Select(one => earlier[one.Id]))))
                .Where(both => both.Item1.Count > 0 && both.Item2.Count > 0)];
        return clusters.Length == 0 ? null : Bootstrap.Difference(clusters, Statistic);
    }

    internal static OrderedDictionary<string, Estimate?> Of(IReadOnlyList<CaseReport> cases)
    {
        var figures = new OrderedDictionary<string, Estimate?>();
        foreach (var figure in All) figures[figure.Name] = figure.Over(cases);
        return figures;
    }

    private static bool HasSources(AskedCase asked) =>
        asked is { Case.Answerable: true, IsAnswered: true, Answer.Citations.Count: > 0 };

    private static IEnumerable<double> If(bool counts, bool holds) => If(counts, holds ? 1 : 0);

    private static IEnumerable<double> If(bool counts, double value) => counts ? [value] : [];

    private IReadOnlyList<double> ValuesOf(IEnumerable<CaseReport> cases) =>
        [.. cases.SelectMany(one => one.Values.GetValueOrDefault(Name) ?? [])];

    private double Statistic(List<double> values)
    {
        if (Share is not { } share) return values.Average();
        values.Sort();
        return values[(int)Math.Ceiling(share * values.Count) - 1];
    }
}
