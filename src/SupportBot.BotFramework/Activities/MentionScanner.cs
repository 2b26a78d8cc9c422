using System.Buffers;
using System.Net;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

/// <summary>
/// Finds mentions in a text from left to right, all of them in one pass: as markup, whatever attributes that has, or in
/// the words of the mention itself. The time that it takes grows with the text, not with the number of mentions.
/// </summary>
internal sealed class MentionScanner
{
    private const string MarkupStart = "<at";
    private const string MarkupEnd = "</at>";

    private readonly Dictionary<string, Mention> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Mention> _byWords = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _wordLengths;
    private readonly SearchValues<string> _starts;

    public MentionScanner(IEnumerable<Mention> mentions)
    {
        foreach (var mention in mentions)
        {
            if (mention.Text is { Length: > 0 } words && MarkupIn(words) is null) _byWords.TryAdd(words, mention);
            else if (NameOf(mention) is { Length: > 0 } name) _byName.TryAdd(name, mention);
        }
        _wordLengths = [.. _byWords.Keys.Select(words => words.Length).Distinct().OrderDescending()];
        _starts = SearchValues.Create([MarkupStart, .. _byWords.Keys], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The next mention in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin.</param>
    /// <returns>Its place; null where there is none.</returns>
    public Place? Next(string text, int from)
    {
        for (var at = from; text.AsSpan(at).IndexOfAny(_starts) is >= 0 and var ahead; at++)
        {
            at += ahead;
            if (MarkupAt(text, at) is { } markup) return markup;
            if (WordsAt(text, at) is { } words) return words;
        }
        return null;
    }

    /// <summary>The name that the text shows for a mention; empty for none.</summary>
    public static string NameOf(Mention mention)
    {
        if (mention.Text is not { } text) return mention.Mentioned.Name ?? "";
        return MarkupIn(text)?.Name ?? text;
    }

    private Place? MarkupAt(string text, int at) =>
        ReadMarkup(text, at) is { } markup && _byName.TryGetValue(markup.Name, out var mention)
            ? new Place(at, markup.End, mention)
            : null;

    /// <summary>Where one mention's words begin with another's, the longer is meant.</summary>
    private Place? WordsAt(string text, int at)
    {
        var lookup = _byWords.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _wordLengths)
            if (at + length <= text.Length && lookup.TryGetValue(text.AsSpan(at, length), out var mention))
                return new Place(at, at + length, mention);
        return null;
    }

    private static Markup? MarkupIn(string text)
    {
        for (var at = 0; (at = text.IndexOf(MarkupStart, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (ReadMarkup(text, at) is { } markup) return markup;
        return null;
    }

    /// <summary>Reads <c>&lt;at id="0"&gt;Name&lt;/at&gt;</c>; null where something else stands there.</summary>
    private static Markup? ReadMarkup(string text, int at)
    {
        if (string.Compare(text, at, MarkupStart, 0, MarkupStart.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        var attributes = at + MarkupStart.Length;
        var open = BracketAfter(text, attributes);
        if (open < 0 || text[open] != '>' || (open > attributes && !char.IsWhiteSpace(text[attributes]))) return null;
        var close = BracketAfter(text, open + 1);
        return
            close >= 0
            && string.Compare(text, close, MarkupEnd, 0, MarkupEnd.Length, StringComparison.OrdinalIgnoreCase) == 0
            ? new Markup(WebUtility.HtmlDecode(text[(open + 1)..close]), close + MarkupEnd.Length)
            : null;
    }

    private static int BracketAfter(string text, int at) =>
        text.AsSpan(at).IndexOfAny('<', '>') is >= 0 and var ahead ? at + ahead : -1;

    private readonly record struct Markup(string Name, int End);

    /// <summary>A mention in a text.</summary>
    public readonly record struct Place(int Start, int End, Mention Mention);
}
