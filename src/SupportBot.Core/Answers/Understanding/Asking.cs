using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>Tells the sentences of a message that ask from those that tell the circumstances.</summary>
internal static partial class Asking
{
    /// <summary>
    /// The sentences, those that ask first. The first one counts as asking, since it often is a subject line.
    /// </summary>
    public static IEnumerable<(string Sentence, bool Asks)> Sentences(string text)
    {
        var sentences = Border().Split(text).Where(sentence => sentence.Trim().Length > 0).ToList();
        var anyAsks = sentences.Exists(HasQuestionMark);
        return sentences.Select((sentence, i) => (sentence, Asks: !anyAsks || i == 0 || HasQuestionMark(sentence)))
            .OrderByDescending(sentence => sentence.Asks);
    }

    private static bool HasQuestionMark(string sentence) => sentence.AsSpan().ContainsAny('?', '？');

    [GeneratedRegex(@"(?<=[.?!])\s+|(?<=[。？！])|\n")]
    private static partial Regex Border();
}
