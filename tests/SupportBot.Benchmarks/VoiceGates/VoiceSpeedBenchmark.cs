using SupportBot.Brands;
using SupportBot.Core.Answers.Reading;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Facts;
using SupportBot.Core.Voice.Style;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>What the voice adds to an answer: the words of the brand, and both gates without a judge.</summary>
internal static class VoiceSpeedBenchmark
{
    private const int Answers = 300;
    private const int Rounds = 5;

    public static int Run()
    {
        if (!DocumentationPages.AreThere()) return 0;
        var random = new Random(1);
        PlainAnswer[] answers = [.. DocumentationPages.Duplicati().SelectMany(PlainAnswer.Of).Take(Answers)];
        string[] restyled =
            [.. answers.Select(answer => Restyling.Framed(Restyling.Of(answer.Pieces, random), random))];
        var figures = new Figures();
        figures.Report("answers", answers.Length, "");
        figures.Report("words of an answer, mean", answers.Average(answer => answer.Text.Split(' ').Length), "words");
        var profile = VoiceFile.Read(Path.Combine(AppContext.BaseDirectory, "brands", "default", VoiceFile.Name));
        var writer = new VoiceWriter(profile);
        var claims = answers.Select(answer => answer.Pieces.Select(piece => new Claim(
            answer.Passages[0], piece.Text, piece.Text, ClaimShape.Sentence, 0)).ToList()).ToList();
        Measure(figures, "words, greeting and closing", 1, answers.Length, i =>
            writer.Frame(string.Join(' ', writer.Style(claims[i]).Select(claim => claim.Text)), "en"));
        Measure(figures, "fact gate beside the plain answer", 5, answers.Length, i =>
            FactGate.Check(answers[i].Text, restyled[i], "en", Restyling.Voice));
        Measure(figures, "fact gate beside the passages", 5, answers.Length, i =>
            FactGate.Check(answers[i].Passages, restyled[i], voice: Restyling.Voice));
        var gate = new VoiceGate(
            profile, "en", [.. StyleBenchmark.OfBrand("default").Select(text => text.Text)],
            [.. StyleBenchmark.OfBrand(StyleBenchmark.SecondBrand).Select(text => text.Text)]);
        Measure(figures, "voice gate", 5, answers.Length, i => gate.Measure(restyled[i]));
        Measure(figures, "both gates", 5, answers.Length, i =>
            (FactGate.Check(answers[i].Text, restyled[i], "en", Restyling.Voice), gate.Measure(restyled[i])));
        return figures.ExitCode;
    }

    /// <summary>The first round warms up.</summary>
    private static void Measure(Figures figures, string what, double bar, int count, Func<int, object> work)
    {
        List<TimeSpan> times = [];
        for (var round = 0; round <= Rounds; round++)
            for (var i = 0; i < count; i++)
            {
                var begun = TimeProvider.System.GetTimestamp();
                GC.KeepAlive(work(i));
                if (round > 0) times.Add(TimeProvider.System.GetElapsedTime(begun));
            }
        figures.AtMost($"{what}, mean", times.Average(time => time.TotalMilliseconds), bar, "ms");
        figures.Latencies(what, times, bar, bar);
    }
}
