namespace ToyVoice;

/// <summary>
/// Stands in for a judge: a sentence of a passage that shares most words says it too, if both have as many negations.
/// </summary>
internal static class ToyJudge
{
    private const double Enough = .6;

    public static bool Entails(IEnumerable<string> passages, string sentence)
    {
        var claimed = Plain(sentence);
        return passages.SelectMany(passage => passage.Split('\n'))
            .SelectMany(line => Words.SentencesOf(line).Append(line))
            .Any(premise => Plain(premise) is var held
                && (double)claimed.Intersect(held).Count() / Math.Max(1, claimed.Distinct().Count()) >= Enough
                && claimed.Count(IsNegation) == held.Count(IsNegation));
    }

    private static List<string> Plain(string text) => [.. Words.Of(Teacher.Undo(text)).Select(word => word.Key)];

    private static bool IsNegation(string word) => word is "not" or "never" or "no" or "cannot" or "without";
}
