using SupportBot.Core.Evaluation;

namespace SupportBot.Core.Voice.Style;

/// <summary>
/// Measures how much texts have a brand's voice: the first of the two gates of a voice. Rules, classifier and
/// stylometry are told apart, since they hardly agree with one another; each stands between what the brand's own texts
/// and what texts of others reach.
/// </summary>
public sealed class VoiceGate
{
    /// <summary>Longer texts, in characters, are not measured.</summary>
    public const int LongestText = VoiceChecker.LongestText;

    /// <summary>
    /// Fewer samples of <see cref="StyleSample.Words"/> words, of the brand or of others, teach nothing.
    /// </summary>
    private const int LeastSamples = 5;

    private const int Folds = 5;

    private readonly VoiceProfile _profile;
    private readonly string _language;
    private readonly StyleClassifier? _classifier;
    private readonly Stylometry? _stylometry;
    private readonly (VoiceMeasures[] Own, VoiceMeasures[] Others) _known;

    /// <summary>Learns the voice. Takes about a second for some hundred texts.</summary>
    /// <param name="profile">The brand's profile.</param>
    /// <param name="language">Two-letter code of all texts.</param>
    /// <param name="own">Texts that have the voice, Markdown: exemplars, and answers of training rows.</param>
    /// <param name="others">
    /// Texts of other brands, Markdown. With too few of either only the rules are measured.
    /// </param>
    public VoiceGate(VoiceProfile profile, string language, IReadOnlyList<string> own, IReadOnlyList<string> others)
    {
        (_profile, _language) = (profile, language);
        var (mine, theirs) = (StyleSample.Of(own, language), StyleSample.Of(others, language));
        if (mine.Count >= LeastSamples)
            _stylometry = Stylometry.Of(mine);
        if (mine.Count >= LeastSamples && theirs.Count >= LeastSamples)
            _classifier = StyleClassifier.Fit(mine, theirs);
        _known = (HeldOut(mine, theirs, ofOwn: true), HeldOut(mine, theirs, ofOwn: false));
    }

    /// <summary>Measures one text. Takes less than 5 ms.</summary>
    /// <param name="text">Markdown.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text is too long.</exception>
    public VoiceMeasures Measure(string text)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, LongestText);
        return Measure(StyleSample.Whole(text, _language), _classifier, _stylometry);
    }

    /// <summary>Measures a set of texts, such as the answers to held-out questions.</summary>
    /// <param name="texts">Markdown; at least one, and 20 or more for intervals that tell something.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text is too long.</exception>
    public VoiceScores Score(IReadOnlyList<string> texts)
    {
        if (texts.Count == 0) throw new ArgumentException("There is no text to score.", nameof(texts));
        VoiceMeasures[] measured = [.. texts.Select(Measure)];
        return new VoiceScores(
            Scale(measured, measures => measures.Rules)!,
            Scale(measured, measures => measures.Moves)!,
            Scale(measured, measures => measures.Classifier),
            Scale(measured, measures => measures.Stylometry));
    }

    private VoiceScale? Scale(VoiceMeasures[] measured, Func<VoiceMeasures, double?> value) =>
        Mean(measured, value) is { } score
            ? new VoiceScale(score, Mean(_known.Own, value), Mean(_known.Others, value))
            : null;

    private static Estimate? Mean(VoiceMeasures[] measured, Func<VoiceMeasures, double?> value) =>
        measured.Select(value).OfType<double>().ToList() is { Count: > 0 } values ? Bootstrap.Mean(values) : null;

    /// <summary>Each sample measured by what was learned without it.</summary>
    private VoiceMeasures[] HeldOut(IReadOnlyList<StyleSample> own, IReadOnlyList<StyleSample> others, bool ofOwn)
    {
        var measured = ofOwn ? own : others;
        if (own.Count < LeastSamples || others.Count < LeastSamples)
            return [.. measured.Select(sample => Measure(sample, null, null))];
        return [.. Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            var (mine, theirs) = (Without(own, fold), Without(others, fold));
            var (classifier, stylometry) = (StyleClassifier.Fit(mine, theirs), Stylometry.Of(mine));
            return measured.Where((_, i) => i % Folds == fold)
                .Select(sample => Measure(sample, classifier, stylometry));
        })];
    }

    private static IReadOnlyList<StyleSample> Without(IReadOnlyList<StyleSample> samples, int fold) =>
        [.. samples.Where((_, i) => i % Folds != fold)];

    private VoiceMeasures Measure(StyleSample sample, StyleClassifier? classifier, Stylometry? stylometry)
    {
        var report = VoiceChecker.Check(sample.Text, _profile, _language);
        return new VoiceMeasures(
            report.Score, report.Moves, classifier?.Probability(sample), stylometry?.Distance(sample));
    }
}

/// <summary>One text measured. The measures are never averaged.</summary>
/// <param name="Rules">Weighted violations per 100 words; 0 is best.</param>
/// <param name="Moves">Share of the required moves that the text makes, 0 to 1; 1 where none is required.</param>
/// <param name="Classifier">
/// Probability, 0 to 1, that the text is the brand's and not another's; null where too few texts are known.
/// </param>
/// <param name="Stylometry">
/// Mean distance from the brand's texts, in standard deviations; null where too few texts are known.
/// </param>
public sealed record VoiceMeasures(double Rules, double Moves, double? Classifier, double? Stylometry);

/// <summary>A set of texts measured, each with a 95 % interval.</summary>
/// <param name="Rules">Weighted violations per 100 words; lower is better.</param>
/// <param name="Moves">Share of the required moves, 0 to 1.</param>
/// <param name="Classifier">
/// Probability, 0 to 1, that a text is the brand's; null where too few texts are known.
/// </param>
/// <param name="Stylometry">Distance in standard deviations, lower is better; null where too few are known.</param>
public sealed record VoiceScores(VoiceScale Rules, VoiceScale Moves, VoiceScale? Classifier, VoiceScale? Stylometry);

/// <summary>A figure beside those that it can reach.</summary>
/// <param name="Score">The mean over the texts.</param>
/// <param name="Ceiling">That of the brand's own texts, each held out; null where none are known.</param>
/// <param name="Floor">That of texts of other brands; null where none are known.</param>
public sealed record VoiceScale(Estimate Score, Estimate? Ceiling, Estimate? Floor);
