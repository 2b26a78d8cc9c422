using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Training;

/// <summary>
/// Replaces personal data in training rows: <c>[name]</c>, <c>[number]</c>, and what <paramref name="redact"/> finds by
/// its form. What a passage of the row says stays, since documents may hold such data on purpose.
/// </summary>
/// <param name="redact">Replaces e-mail addresses, phone numbers, secrets and the like.</param>
public sealed partial class RowRedaction(Func<string, string> redact)
{
    // Shorter names are ordinary words too often.
    private const int ShortestName = 3;

    // Stands for what must stay while the rest is redacted; no text of a customer holds it.
    private const char Kept = '\uE000';

    private static readonly char[] Blanks = [' ', '\n', '\t', '\r'];

    /// <param name="text">The text.</param>
    /// <param name="language">Its two-letter code.</param>
    /// <param name="names">Names that are known to occur: of the customer, and of agents.</param>
    /// <param name="sources">The row's passages.</param>
    public string Redact(
        string text, string language, IReadOnlyCollection<string> names, IReadOnlyList<RowSource> sources)
    {
        var passages = string.Join('\n', sources.Select(source => source.Text));
        text = text.Replace(Kept, ' ');
        var kept = passages.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Select(Trim)
            .Where(word => redact(word) != word).Distinct().OrderByDescending(word => word.Length).ToList();
        foreach (var (i, word) in kept.Index())
            text = text.Replace(word, Placeholder(i), StringComparison.Ordinal);
        text = redact(text);
        foreach (var (i, word) in kept.Index())
            text = text.Replace(Placeholder(i), word, StringComparison.Ordinal);
        text = WithoutNames(text, language, names, passages);
        return Account().Replace(text, match => IsAccount(match.Value, passages) ? "[number]" : match.Value);
    }

    private static string WithoutNames(
        string text, string language, IReadOnlyCollection<string> names, string passages)
    {
        var introduced = LetterWords.Of(language).Introduction.Matches(text)
            .Select(match => match.Groups["name"].Value);
        var lexicon = Lexicon.Of(language);
        // A part of a name that is a common word, such as "Will", would be found everywhere.
        foreach (var name in names.Concat(introduced).SelectMany(Parts).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !lexicon.IsStop(name.ToLowerInvariant())).OrderByDescending(name => name.Length))
            if (!IsIn(name, passages))
                text = Regex.Replace(
                    text, $@"(?<!\w){Regex.Escape(name)}(?!\w)", "[name]",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return text;
    }

    private static IEnumerable<string> Parts(string name) => name.Split(Blanks, StringSplitOptions.RemoveEmptyEntries)
        .Prepend(name.Trim()).Where(part => part.Length >= ShortestName && part.Any(char.IsLetter));

    private static bool IsIn(string name, string passages) => Regex.IsMatch(
        passages, $@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static bool IsAccount(string value, string passages) =>
        !passages.Contains(value, StringComparison.Ordinal)
        && !DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string Trim(string word) =>
        word.Trim('(', ')', '[', ']', '<', '>', '"', '\'', '`', '*', ',', '.', ';');

    private static string Placeholder(int i) => $"{Kept}{new string((char)(Kept + 1 + i % 4_000), 1)}{Kept}";

    // Six digits or more, perhaps in groups, or letters with at least four digits: customer, order and invoice numbers.
    [GeneratedRegex(
        @"(?<![\w.,])(?:#?\d(?:[ -]?\d){5,}|#\d{4,}|[A-Z]{1,5}[-_#]?\d{4,}(?:-\w+)*)(?![\w]|[.,]\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
