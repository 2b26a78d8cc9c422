using SupportBot.Core.Evaluation;
using SupportBot.Core.Voice.Facts;

namespace SupportBot.Benchmarks.VoiceGates;

/// <summary>
/// The fact gate, by code alone: how many restyled answers with an error it catches, in each of 19 classes, and how
/// many faithful ones it rejects. The answers are built from two public documentations.
/// </summary>
internal static class FactGateBenchmark
{
    private const int Seed = 1;
    private const int LeastMutations = 100;
    private const int MostMutations = 300;

    /// <summary>Each answer is restyled so many times at most where a class is rare.</summary>
    private const int MostRounds = 12;

    private const double LeastCaught = .95;
    private const double MostFalseAlarms = .05;

    /// <param name="list">Prints what was missed and what was rejected wrongly.</param>
    public static int Run(bool list)
    {
        if (!DocumentationPages.AreThere()) return 0;
        PlainAnswer[] answers =
        [
            .. DocumentationPages.Duplicati().Concat(DocumentationPages.TechQa()).SelectMany(PlainAnswer.Of),
        ];
        new Random(Seed).Shuffle(answers);
        var figures = new Figures();
        figures.Report("answers", answers.Length, "");
        FalseAlarms(answers, figures, list);
        var stock = new AnswerStock(answers);
        foreach (var mutation in FactMutation.All) Caught(mutation, answers, stock, figures, list);
        Console.WriteLine("What a judge of entailment catches besides: not measured, no model is at hand.");
        return figures.ExitCode;
    }

    private static void FalseAlarms(PlainAnswer[] answers, Figures figures, bool list)
    {
        var random = new Random(Seed);
        var benign = answers.Select(answer => Checked.Of(
            answer, Restyling.Framed(Restyling.Of(answer.Pieces, random), random))).ToList();
        if (list)
            foreach (var wrong in benign.Where(one => !one.ByPlain.IsPassed || !one.ByPassages.IsPassed))
                wrong.List("rejected");
        var estimate = Share(benign, one => !one.ByPlain.IsPassed);
        figures.AtMost(
            Named($"faithful restylings rejected, of {benign.Count}", estimate), estimate.Mean, MostFalseAlarms, "");
        Report("rejected or with a hint for the judge", one => !one.ByPlain.IsClean);
        Report("rejected by the passages", one => !one.ByPassages.IsPassed);

        void Report(string what, Func<Checked, bool> holds)
        {
            var share = Share(benign, holds);
            figures.Report(Named($"faithful restylings {what}, of {benign.Count}", share), share.Mean, "");
        }
    }

    private static void Caught(
        FactMutation mutation, PlainAnswer[] answers, AnswerStock stock, Figures figures, bool list)
    {
        var mutated = Mutated(mutation, answers, stock).Take(MostMutations).ToList();
        if (list) foreach (var missed in mutated.Where(one => one.ByPlain.IsPassed)) missed.List(mutation.Class);
        var caught = Share(mutated, one => !one.ByPlain.IsPassed);
        var what = Named($"{mutation.Class}, caught of {mutated.Count}", caught);
        if (mutation.HasBar) figures.AtLeast(what, caught.Mean, LeastCaught, "");
        else figures.Report(what, caught.Mean, "");
        var (hinted, cited) =
            (Share(mutated, one => !one.ByPlain.IsClean), Share(mutated, one => !one.ByPassages.IsPassed));
        figures.Report(Named($"{mutation.Class}, caught or hinted at", hinted), hinted.Mean, "");
        figures.Report(Named($"{mutation.Class}, caught by the passages", cited), cited.Mean, "");
        if (mutated.Count < LeastMutations)
            figures.AtLeast($"{mutation.Class}, mutations", mutated.Count, LeastMutations, "");
    }

    private static IEnumerable<Checked> Mutated(FactMutation mutation, PlainAnswer[] answers, AnswerStock stock)
    {
        var seen = new HashSet<string>();
        for (var round = 0; round < MostRounds; round++)
        {
            var random = new Random(Seed + round);
            foreach (var answer in answers)
                if (mutation.Of(Restyling.Of(answer.Pieces, random), stock, random) is { } pieces
                    && Restyling.Framed(pieces, random) is var text && seen.Add(text))
                    yield return Checked.Of(answer, text);
        }
    }

    private static Estimate Share(List<Checked> cases, Func<Checked, bool> holds) => Bootstrap.Mean(
        [.. cases.Select(one => holds(one) ? 1.0 : 0)], [.. cases.Select(one => one.Answer.Page)]);

    private static string Named(string what, Estimate share) =>
        FormattableString.Invariant($"{what}, 95 % from {share.Low:0.000} to {share.High:0.000}");

    /// <param name="Answer">The plain answer.</param>
    /// <param name="Text">The restyled one.</param>
    /// <param name="ByPlain">What the gate finds beside the plain answer.</param>
    /// <param name="ByPassages">What the rules of live answers find beside the passages.</param>
    private sealed record Checked(PlainAnswer Answer, string Text, FactGateReport ByPlain, FactGateReport ByPassages)
    {
        public static Checked Of(PlainAnswer answer, string text) => new(
            answer, text, FactGate.Check(answer.Text, text, "en", Restyling.Voice),
            FactGate.Check(answer.Passages, text, voice: Restyling.Voice));

        public void List(string why)
        {
            Console.WriteLine($"--- {why} {Answer.Page}\n{Answer.Text}\n>>>\n{Text}");
            foreach (var found in ByPlain.Findings)
                Console.WriteLine($"    {found.Kind} {found.Change} {found.Text}");
            foreach (var found in ByPassages.Findings)
                Console.WriteLine($"    by the passages: {found.Kind} {found.Change} {found.Text}");
        }
    }
}
