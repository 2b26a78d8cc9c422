using System.Buffers;
using System.Net;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.Activities;

// Finds mentions in a text from left to right in one pass: as markup with any attributes, or as the text of the
// mention itself. The time depends on the length of the text, not on the number of mentions.
internal sealed class MentionScanner
{
    private const string MarkupStart = "<at";
    private const string MarkupEnd = "</at>";

    private readonly Dictionary<string, Mention> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Mention> _byText = new(StringComparer.OrdinalIgnoreCase);
    private readonly int[] _textLengths;
    private readonly SearchValues<string> _starts;

    public MentionScanner(IEnumerable<Mention> mentions)
    {
        foreach (var mention in mentions)
        {
            if (mention.Text is { Length: > 0 } words && MarkupIn(words) is null) _byText.TryAdd(words, mention);
            else if (NameOf(mention) is { Length: > 0 } name) _byName.TryAdd(name, mention);
        }
        _textLengths = [.. _byText.Keys.Select(words => words.Length).Distinct().OrderDescending()];
        _starts = SearchValues.Create([MarkupStart, .. _byText.Keys], StringComparison.OrdinalIgnoreCase);
    }

    public Match? Next(string text, int from)
    {
        for (var at = from; text.AsSpan(at).IndexOfAny(_starts) is >= 0 and var ahead; at++)
        {
            at += ahead;
            if (MarkupAt(text, at) is { } markup) return markup;
            if (TextAt(text, at) is { } words) return words;
        }
        return null;
    }

    public static string NameOf(Mention mention)
    {
        if (mention.Text is not { } text) return mention.Mentioned.Name ?? "";
        return MarkupIn(text)?.Name ?? text;
    }

    private Match? MarkupAt(string text, int at) =>
        ReadMarkup(text, at) is { } markup && _byName.TryGetValue(markup.Name, out var mention)
            ? new Match(at, markup.End, mention)
            : null;

    // Where the text of one mention starts with that of another, the longer one matches.
    private Match? TextAt(string text, int at)
    {
        var lookup = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _textLengths)
            if (at + length <= text.Length && lookup.TryGetValue(text.AsSpan(at, length), out var mention))
                return new Match(at, at + length, mention);
        return null;
    }

    private static Markup? MarkupIn(string text)
    {
        for (var at = 0; (at = text.IndexOf(MarkupStart, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
            if (ReadMarkup(text, at) is { } markup) return markup;
        return null;
    }

    // Reads <at id="0">Name</at>.
    private static Markup? ReadMarkup(string text, int at)
    {
        if (string.Compare(text, at, MarkupStart, 0, MarkupStart.Length, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        var attributes = at + MarkupStart.Length;
        var open = NextBracket(text, attributes);
        if (open < 0 || text[open] != '>' || (open > attributes && !char.IsWhiteSpace(text[attributes]))) return null;
        var close = NextBracket(text, open + 1);
        return
            close >= 0
            && string.Compare(text, close, MarkupEnd, 0, MarkupEnd.Length, StringComparison.OrdinalIgnoreCase) == 0
            ? new Markup(WebUtility.HtmlDecode(text[(open + 1)..close]), close + MarkupEnd.Length)
            : null;
    }

    private static int NextBracket(string text, int at) =>
        text.AsSpan(at).IndexOfAny('<', '>') is >= 0 and var ahead ? at + ahead : -1;

    private readonly record struct Markup(string Name, int End);

    public readonly record struct Match(int Start, int End, Mention Mention);
}
