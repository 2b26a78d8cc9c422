using SupportBot.Brands;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Voice.Style;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>
/// How often the classifier tells two styles apart from 100 words without their topic, each page held out: the sample
/// brands, and two documentations that others wrote.
/// </summary>
internal static class StyleBenchmark
{
    private const int Folds = 5;
    private const int SamplesOfPage = 6;

    public static int Run()
    {
        var figures = new Figures();
        Report(figures, "sample brands", OfBrand("default"), OfBrand(SecondBrand), .85);
        if (DocumentationPages.AreThere())
            Report(
                figures, "Duplicati against TechQA", Of(DocumentationPages.Duplicati()),
                Of(DocumentationPages.TechQa()), .8);
        return figures.ExitCode;
    }

    public const string SecondBrand = "larkspur";

    /// <summary>The texts of a brand by the page that they are about; exemplars are about none.</summary>
    public static IReadOnlyList<(string Page, string Text)> OfBrand(string name)
    {
        var texts = BrandTexts.Of(Path.Combine(AppContext.BaseDirectory, "brands", name), "en");
        return [.. texts.Select((text, i) => (text.Page.Length > 0 ? text.Page : $"exemplars-{i % Folds}", text.Text))];
    }

    private static List<(string Page, string Text)> Of(IReadOnlyList<ChunkedDocument> pages) =>
        [.. pages.Select(page => (page.Document.Id, string.Join("\n\n", page.Chunks.Select(chunk => chunk.Text))))];

    private static void Report(
        Figures figures, string what, IReadOnlyList<(string Page, string Text)> one,
        IReadOnlyList<(string Page, string Text)> other, double bar)
    {
        List<(string Page, double Right, bool IsOne, double Distance)> told = [];
        for (var fold = 0; fold < Folds; fold++)
        {
            var (own, others) = (Train(one, fold), Train(other, fold));
            var (classifier, stylometry) = (StyleClassifier.Fit(own, others), Stylometry.Of(own));
            foreach (var (page, sample) in Test(one, fold))
                told.Add((page, classifier.Probability(sample) >= .5 ? 1 : 0, true, stylometry.Distance(sample)));
            foreach (var (page, sample) in Test(other, fold))
                told.Add((page, classifier.Probability(sample) < .5 ? 1 : 0, false, stylometry.Distance(sample)));
        }
        // Both styles count alike, however many samples they have.
        var right = Bootstrap.Mean([.. told.Select(sample => sample.Right)], [.. told.Select(sample => sample.Page)]);
        var balanced = (Rate(isOne: true).Mean + Rate(isOne: false).Mean) / 2;
        figures.AtLeast(Named($"{what}: told right, of {told.Count} samples", right), right.Mean, bar, "");
        figures.AtLeast($"{what}: mean of both styles told right", balanced, bar, "");
        Row($"first told right, of {told.Count(sample => sample.IsOne)}", Rate(isOne: true), "");
        Row($"second told right, of {told.Count(sample => !sample.IsOne)}", Rate(isOne: false), "");
        Row("distance of the first from itself", Distance(isOne: true), "deviations");
        Row("distance of the second from the first", Distance(isOne: false), "deviations");

        void Row(string figure, Estimate estimate, string unit) =>
            figures.Report(Named($"{what}: {figure}", estimate), estimate.Mean, unit);

        Estimate Rate(bool isOne) => Mean(isOne, sample => sample.Right);
        Estimate Distance(bool isOne) => Mean(isOne, sample => sample.Distance);
        Estimate Mean(bool isOne, Func<(string Page, double Right, bool IsOne, double Distance), double> value)
        {
            var of = told.Where(sample => sample.IsOne == isOne).ToList();
            return Bootstrap.Mean([.. of.Select(value)], [.. of.Select(sample => sample.Page)]);
        }
    }

    private static string Named(string what, Estimate share) =>
        FormattableString.Invariant($"{what}, 95 % from {share.Low:0.000} to {share.High:0.000}");

    private static IReadOnlyList<StyleSample> Train(IReadOnlyList<(string Page, string Text)> texts, int fold) =>
        [.. texts.Where(text => FoldOf(text.Page) != fold).GroupBy(text => text.Page).SelectMany(Samples)];

    private static IEnumerable<(string Page, StyleSample Sample)> Test(
        IReadOnlyList<(string Page, string Text)> texts, int fold) =>
        texts.Where(text => FoldOf(text.Page) == fold).GroupBy(text => text.Page)
            .SelectMany(page => Samples(page).Select(sample => (page.Key, sample)));

    private static IEnumerable<StyleSample> Samples(IEnumerable<(string Page, string Text)> page) =>
        StyleSample.Of(page.Select(text => text.Text), "en").Take(SamplesOfPage);

    /// <summary>A hash that runs of the program share.</summary>
    private static int FoldOf(string page) =>
        page.Aggregate(17, (hash, character) => (hash * 31 + character) % 1009) % Folds;
}
