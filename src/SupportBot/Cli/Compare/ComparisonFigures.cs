using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Voice.Style;

namespace SupportBot.Cli.Compare;

// The figures that only the comparison has, beside those of `eval answers`.
internal sealed class ComparisonFigures(VoiceGate gate)
{
    public static readonly AnswerFigure UpdateSeconds = Probed(
        "updateSeconds", "Seconds from a saved document to a cited answer", FigureUnit.Count);

    public static readonly AnswerFigure Stale = Probed(
        "stale", "Old answers after the change", FigureUnit.Share);

    public static readonly AnswerFigure Leaked = Probed(
        "leaked", "Answers from a removed document", FigureUnit.Share);

    private static readonly AnswerFigure Hit = new(
        "hit5", "Right document among the first five", FigureUnit.Share, FigureDirection.More,
        asked => Answerable(asked, () => Ranks(asked).Any(rank => rank < 5) ? 1 : 0));

    private static readonly AnswerFigure Gain = new(
        "ndcg10", "nDCG@10 of the documents", FigureUnit.Share, FigureDirection.More,
        asked => Answerable(asked, () => DiscountedGain(asked)));

    private static readonly AnswerFigure FalseAnswers = new(
        "falseAnswers", "Unanswerable questions answered", FigureUnit.Share, FigureDirection.Less,
        asked => asked.Case.Answerable ? [] : [asked.IsAnswered ? 1 : 0]);

    private static readonly AnswerFigure FailedChecks = new(
        "failedChecks", "Drafted sentences that a check stopped", FigureUnit.Share, FigureDirection.Less,
        asked => asked.Answer.Trace.Sentences.Select(sentence => sentence.IsPassed ? 0.0 : 1));

    private static readonly AnswerFigure ValidClaims = new(
        "validClaims", "Claims with a citation that holds them", FigureUnit.Share, FigureDirection.More,
        asked => asked.Claims.Select(claim => claim.IsSupported ? 1.0 : 0));

    private readonly AnswerFigure[] _all =
    [
        Hit, Gain, FalseAnswers, FailedChecks, ValidClaims,
        Styled("voiceRules", "Points against the voice's rules, for 100 words", FigureDirection.Less, gate,
            measures => measures.Rules),
        Styled("voiceClassifier", "Probability of the brand by the classifier", FigureDirection.More, gate,
            measures => measures.Classifier),
        Styled("voiceStylometry", "Distance from the brand's texts in standard deviations", FigureDirection.Less, gate,
            measures => measures.Stylometry),
    ];

    public AnswerFigure Named(string name) =>
        _all.FirstOrDefault(figure => figure.Name == name)
        ?? AnswerFigure.All.Single(figure => figure.Name == name);

    // The cases with the values of these figures too.
    public IReadOnlyList<CaseReport> Of(RunStamp stamp, AnswerRun run) =>
        [.. RunReport.Of(stamp, run).Cases.Zip(run.Asked, (report, asked) => report with
        {
            Values = report.Values.Concat(_all.Select(figure => KeyValuePair.Create(
                    figure.Name, (IReadOnlyList<double>)[.. figure.Adds(asked)])))
                .Where(one => one.Value.Count > 0).ToDictionary(StringComparer.Ordinal),
        })];

    private static AnswerFigure Probed(string name, string title, FigureUnit unit) =>
        new(name, title, unit, FigureDirection.Less, _ => []);

    private static IEnumerable<double> Answerable(AskedCase asked, Func<double> value) =>
        asked.Case.Answerable && asked.Answer.Trace.Passages.Count > 0 ? [value()] : [];

    // The places of the right documents among those that were found, from 0.
    private static IEnumerable<int> Ranks(AskedCase asked) =>
        asked.Answer.Trace.Passages.Select(passage => passage.Chunk.DocumentId).Distinct().Index()
            .Where(found => asked.Case.Documents!.Contains(found.Item)).Select(found => found.Index);

    private static double DiscountedGain(AskedCase asked)
    {
        var gain = Ranks(asked).Where(rank => rank < 10).Sum(rank => 1 / Math.Log2(rank + 2));
        var most = Enumerable.Range(0, Math.Min(10, asked.Case.Documents!.Distinct().Count()))
            .Sum(rank => 1 / Math.Log2(rank + 2));
        return gain / most;
    }

    private static AnswerFigure Styled(
        string name, string title, FigureDirection better, VoiceGate gate, Func<VoiceMeasures, double?> measure) =>
        new(name, title, FigureUnit.Count, better, asked =>
            asked.IsAnswered && asked.Answer.Text.Length <= VoiceGate.LongestText
            && measure(gate.Measure(asked.Answer.Text)) is { } value
                ? [value]
                : []);
}
