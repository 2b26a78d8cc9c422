using System.Globalization;

namespace SupportBot.Benchmarks.Customers;

/// <summary>What a gate does with the questions of a set that it was not trained on, as lines of a table.</summary>
internal static class GateReport
{
    public static void Heading()
    {
        Console.WriteLine("| Set | AUC | Answer at | Right | Page cited | Refused | Unanswerable not answered "
            + "| Of another site not answered |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
    }

    /// <summary>"Refused": refused, or suggested without a page that answers.</summary>
    /// <returns>The area under the curve; null where all questions are answerable.</returns>
    public static double? Line(
        string name, IReadOnlyList<(GateExample Example, double Probability)> judged, double answerAt,
        double suggestAt)
    {
        var answerable = judged.Where(one => one.Example.IsAnswerable).ToList();
        var others = judged.Where(one => one.Example is { IsAnswerable: false, IsForeign: false }).ToList();
        var foreign = judged.Where(one => one.Example.IsForeign).ToList();
        var answered = answerable.Where(one => one.Probability >= answerAt).ToList();
        var refused = answerable.Count(one => one.Probability < suggestAt
            || (one.Probability < answerAt && !one.Example.Read.IsGoldSuggested));
        var auc = Auc(
            [.. answerable.Select(one => one.Probability)], [.. others.Select(one => one.Probability)]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {auc:.000} | {answerAt:.000} "
                + $"| {answered.Count(one => one.Example.IsRight)} of {answerable.Count} "
                + $"| {answered.Count(one => one.Example.Read.IsGoldCited)} | {refused} "
                + $"| {others.Count(one => one.Probability < answerAt)} of {others.Count} "
                + $"| {foreign.Count(one => one.Probability < answerAt)} of {foreign.Count} |"));
        return auc;
    }

    /// <summary>How many of the unanswerable are held back where a tenth of the answerable are.</summary>
    public static void AtFalseRefusals(
        string name, IReadOnlyList<(GateExample Example, double Probability)> judged)
    {
        double[] possible = [.. judged.Where(one => one.Example.IsAnswerable).Select(one => one.Probability).Order()];
        double[] impossible = [.. judged.Where(one => !one.Example.IsAnswerable).Select(one => one.Probability)];
        var at = possible[possible.Length / 10];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{name}: at the probability below which .10 of the answerable are, {at:.00}, are "
                + $"{impossible.Count(p => p < at) / (double)impossible.Length:.00} of the impossible."));
    }

    private static double? Auc(double[] yes, double[] no) => yes.Length == 0 || no.Length == 0
        ? null
        : yes.Average(p => no.Average(q => p > q ? 1.0 : p == q ? 0.5 : 0));
}
