using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// A sentence in which what must not change is locked: <c>{1}</c>, <c>{2}</c>… stand for names, code, numbers and marks
/// of sources, each once.
/// </summary>
internal sealed partial class LockedText
{
    private readonly IReadOnlyList<string> _locked;

    /// <param name="markdown">The sentence.</param>
    /// <param name="locks">The spans of it to lock, in order and apart from each other.</param>
    public LockedText(string markdown, IReadOnlyList<Range> locks)
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var (i, span) in locks.Index())
        {
            text.Append(markdown, from, span.Start.Value - from).Append(CultureInfo.InvariantCulture, $"{{{i + 1}}}");
            from = span.End.Value;
        }
        Text = text.Append(markdown, from, markdown.Length - from).ToString();
        _locked = [.. locks.Select(span => markdown[span])];
    }

    /// <summary>As it goes to whoever translates it.</summary>
    public string Text { get; }

    /// <summary>Whether anything is left to translate.</summary>
    public bool HasWords => Bare(Text).Any(char.IsLetter);

    /// <summary>Whether another text has the same locks in each of its sentences, each once, in any order.</summary>
    public bool IsKeptBy(string other)
    {
        var (own, others) = (LocksOf(Text), LocksOf(other));
        return own.Count == others.Count && own.Zip(others).All(pair => pair.First.SequenceEqual(pair.Second));
    }

    /// <summary>A translation with what was locked in its place again.</summary>
    public string Unlock(string translation) =>
        Placeholder().Replace(translation, match =>
            _locked[int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) - 1]);

    /// <summary>Without what is locked.</summary>
    public static string Bare(string text) => Placeholder().Replace(text, "");

    private static List<int[]> LocksOf(string text) => [.. Sentences.In(text)
        .Select(sentence => Placeholder().Matches(text[sentence.Start..sentence.End])
        .Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).Order().ToArray())];

    [GeneratedRegex(@"\{(?<number>\d{1,3})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
