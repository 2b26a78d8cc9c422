namespace SupportBot.Core.Evaluation.Answers;

// Whether a text stands in others by its facts: every number, and most words in a form of the same beginning. It shares
// nothing with the rules that guard an answer, so that a fault of theirs shows.
internal static class Containment
{
    // A claim below it holds too much that is not in its passages. Not tuned on data.
    private const double LeastWords = 0.5;

    // Shorter words are mostly grammar.
    private const int ShortestWord = 4;

    // Words that share so many letters at their beginning are forms of one.
    private const int Beginning = 5;

    public static bool Holds(string claim, IReadOnlyList<string> passages)
    {
        var known = passages.SelectMany(WordsOf).Select(FormOf).ToHashSet(StringComparer.Ordinal);
        var words = WordsOf(claim).ToList();
        var numbers = words.Where(word => char.IsDigit(word[0]));
        var content = words.Where(IsContent).ToList();
        return numbers.All(known.Contains)
            && content.Count(word => known.Contains(FormOf(word))) >= LeastWords * content.Count;
    }

    // Whether a text says anything.
    public static bool HasContent(string text) => WordsOf(text).Any(word => IsContent(word) || char.IsDigit(word[0]));

    private static string[] WordsOf(string text) =>
        KeyFact.Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsContent(string word) =>
        char.IsLetter(word[0]) && (word.Length >= ShortestWord || word[0] >= '\u2E80');

    private static string FormOf(string word) => char.IsLetter(word[0]) && word.Length > Beginning
        ? word[..Beginning]
        : word;
}
