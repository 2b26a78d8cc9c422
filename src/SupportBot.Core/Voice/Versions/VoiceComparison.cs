using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Voice.Style;

namespace SupportBot.Core.Voice.Versions;

/// <summary>Both models on the same questions, in the same order.</summary>
/// <param name="Base">Answers of the base model.</param>
/// <param name="Candidate">Answers of the tuned model.</param>
/// <param name="Profile">The brand's voice profile.</param>
/// <param name="Gate">Measures texts in a language, which is a two-letter code.</param>
public sealed record VoiceComparison(
    AnswerRun Base, AnswerRun Candidate, VoiceProfile Profile, Func<string, VoiceGate> Gate)
{
    /// <param name="at">When it was measured.</param>
    /// <param name="questions">SHA-256 of the file with the questions.</param>
    /// <param name="baseModel">The base model, as it is called.</param>
    /// <param name="model">The tuned model, as it is called.</param>
    public VoiceEvaluation Evaluate(DateTimeOffset at, string questions, string baseModel, string model)
    {
        var pairs = Base.Asked.Zip(Candidate.Asked).ToList();
        var answerable = pairs.Where(pair => pair.First.Case.Answerable).ToList();
        var unanswerable = pairs.Where(pair => !pair.First.Case.Answerable).ToList();
        var written = answerable.Where(pair => IsWritten(pair.First) && IsWritten(pair.Second)).ToList();
        return new VoiceEvaluation(
            at, questions, baseModel, model, Profile.Version, written.Count, unanswerable.Count,
            [.. Measures(written)],
            Rate(answerable, HasFactFailure), Rate(unanswerable, asked => !asked.IsAnswered))
        {
            BaseReplies = new ReplyCount(
                answerable.Count(pair => Drafted(pair.First)), answerable.Count(pair => HasFactFailure(pair.First))),
        };
    }

    private static bool Drafted(AskedCase asked) => asked.Answer.Trace.Draft is { Sentences: > 0 };

    private static bool IsWritten(AskedCase asked) => asked.Answer.Trace.Draft is { IsShown: true };

    private static bool HasFactFailure(AskedCase asked) => asked.Answer.Trace.Draft is { FactFailures: > 0 };

    // Each measure so that higher is better. One that some texts lack is left out.
    private IEnumerable<VoiceChange> Measures(List<(AskedCase First, AskedCase Second)> written)
    {
        var gates = new Dictionary<string, VoiceGate>(StringComparer.Ordinal);
        var measured = written.Select(pair => (First: Of(pair.First), Second: Of(pair.Second))).ToList();
        (string Name, Func<VoiceMeasures, double?> Value)[] kinds =
        [
            ("rules", measures => -measures.Rules), ("moves", measures => measures.Moves),
            ("classifier", measures => measures.Classifier), ("stylometry", measures => -measures.Stylometry),
        ];
        return kinds
            .Where(kind => measured.All(
                pair => kind.Value(pair.First) is not null && kind.Value(pair.Second) is not null))
            .Select(kind => Measure(kind.Name, measured, measures => kind.Value(measures)!.Value));

        VoiceMeasures Of(AskedCase asked)
        {
            var text = asked.Answer.Text;
            var language = VoiceChecker.LanguageOf(text);
            if (!gates.TryGetValue(language, out var gate)) gates[language] = gate = Gate(language);
            return gate.Measure(text);
        }
    }

    private static VoiceChange Measure<T>(string name, List<(T First, T Second)> pairs, Func<T, double> value)
    {
        List<double> before = [.. pairs.Select(pair => value(pair.First))];
        List<double> after = [.. pairs.Select(pair => value(pair.Second))];
        return new VoiceChange(
            name, before.DefaultIfEmpty().Average(), after.DefaultIfEmpty().Average(),
            Bootstrap.Difference(after, before));
    }

    private static RateChange Rate(
        List<(AskedCase First, AskedCase Second)> pairs, Func<AskedCase, bool> holds)
    {
        var change = Measure("", pairs, asked => holds(asked) ? 1 : 0);
        return new RateChange(change.Base, change.Candidate, change.Change);
    }
}
