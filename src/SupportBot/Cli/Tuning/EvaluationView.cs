using System.Globalization;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Cli.Tuning;

internal static class EvaluationView
{
    public static void Show(VoiceEvaluation evaluation)
    {
        Terminal.WriteLine($"{evaluation.Answers} answers of both models, {evaluation.Unanswerable} questions that "
            + $"the documents do not answer; {evaluation.BaseModel} → {evaluation.Model}, with 95 % intervals:");
        foreach (var voice in evaluation.Voice)
            Line($"voice: {voice.Name}", voice.Base, voice.Candidate, voice.Change, "0.00");
        Line("fact failures", evaluation.FactFailures.Base, evaluation.FactFailures.Candidate,
            evaluation.FactFailures.Change, "0.0 %");
        Line("refusals", evaluation.Refusals.Base, evaluation.Refusals.Candidate, evaluation.Refusals.Change, "0.0 %");
        ShowGate(evaluation);
    }

    public static void ShowGate(VoiceEvaluation evaluation)
    {
        var objections = PromotionGate.Objections(evaluation);
        if (objections.Count == 0) Terminal.WriteLine($"    gate passed on {evaluation.At:yyyy-MM-dd}");
        foreach (var objection in objections) Terminal.WriteLine($"    gate not passed: {objection}");
    }

    private static void Line(string name, double before, double after, Estimate change, string format) =>
        Terminal.WriteLine($"    {name,-20} {Text(before, format),8} → {Text(after, format),8}   "
            + $"change {Text(change.Mean, format)} [{Text(change.Low, format)}, {Text(change.High, format)}]");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
