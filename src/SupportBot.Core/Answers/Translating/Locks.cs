using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Language;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// Finds what a translation must leave as it is: code, addresses, paths, settings, labels of the screen, names,
/// versions, numbers, dates and marks of sources. A unit that is a word is translated, and compared afterwards.
/// </summary>
internal sealed partial class Locks
{
    /// <summary>A label has no more words; longer bold text is emphasis.</summary>
    private const int LongestLabel = 5;

    private readonly string _language;
    private readonly HashSet<string> _calendar;
    private readonly HashSet<string> _names;
    private readonly Regex _date;

    /// <param name="language">Of the answer.</param>
    /// <param name="passages">
    /// What the answer rests on: a word that has a capital in the middle of a sentence there is a name.
    /// </param>
    public Locks(string language, IReadOnlyList<Chunk> passages)
    {
        var calendar = CultureInfo.GetCultureInfo(language).DateTimeFormat;
        string[] months = [.. calendar.MonthNames.Where(month => month.Length > 0)];
        _language = language;
        _calendar = new([.. months, .. calendar.DayNames], StringComparer.OrdinalIgnoreCase);
        _names = [.. passages.SelectMany(passage => Words.Of(passage.Text)).Where(IsName).Select(word => word.Text)];
        _date = Date(string.Join('|', months.Select(Regex.Escape)));
    }

    /// <param name="markdown">A sentence or a line.</param>
    /// <param name="isRow">A line of a table, whose bars stay too.</param>
    public LockedText In(string markdown, bool isRow)
    {
        List<Range> locks = [];
        foreach (var span in Found(markdown, isRow))
            if (locks.TrueForAll(other => span.End.Value <= other.Start.Value || span.Start.Value >= other.End.Value))
                locks.Add(span);
        return new LockedText(markdown, [.. locks.OrderBy(span => span.Start.Value)]);
    }

    /// <summary>The longer and surer ones first.</summary>
    private IEnumerable<Range> Found(string markdown, bool isRow) =>
    [
        .. Spans(Names.Code(), markdown),
        .. Spans(Marker(), markdown),
        .. Spans(Link(), markdown),
        .. Names.Label().Matches(markdown).Where(IsLabel).Select(Span),
        .. Spans(Address(), markdown),
        .. Spans(_date, markdown),
        .. Spans(Names.Technical(), markdown),
        .. Spans(Figure(), markdown),
        .. NamesIn(markdown),
        .. Spans(isRow ? BraceOrBar() : Brace(), markdown),
    ];

    private static IEnumerable<Range> Spans(Regex form, string markdown) => form.Matches(markdown).Select(Span);

    private static Range Span(Match match) => match.Index..(match.Index + match.Length);

    private static bool IsLabel(Match match) => match.Groups["label"].Value is { Length: > 0 } label
        && char.IsUpper(label[0]) && label.Split(' ').Length <= LongestLabel;

    private IEnumerable<Range> NamesIn(string markdown) =>
        Words.Of(markdown).Where(word => IsName(word) || _names.Contains(word.Text))
            .Select(word => word.Start..(word.Start + word.Text.Length));

    /// <summary>
    /// A "NOT" in capitals is none; months and days of the week have capitals too, and are translated.
    /// </summary>
    private bool IsName(Word word) =>
        word.Text.Length > 1
        && word.IsName(_language)
        && !Lexicon.Of(_language).IsStop(word.Lower)
        && !(word.Text.All(char.IsUpper) && Lexicon.Of(_language).IsWeak(word.Lower))
        && !_calendar.Contains(word.Text);

    /// <summary>A day or a year with the name of its month.</summary>
    private static Regex Date(string months)
    {
        const string Day = @"\d{1,2}(?:st|nd|rd|th)?\.?";
        return new Regex(
            $@"\b{Day}\s(?:{months})(?:,?\s\d{{4}})?\b|\b(?:{months})\s(?:{Day}(?:,?\s\d{{4}})?|\d{{4}})\b",
            RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\[\d{1,3}(?:\s*,\s*\d{1,3})*\](?!\()", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();

    [GeneratedRegex(@"\[[^\]]*\]\([^)\s]*\)|<[^>\s]+>", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s)]*[\w/]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\bwww\.\S*\w",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    private const string Letters = $@"[\w-[{Names.Unspaced}]]";

    /// <summary>
    /// A number with its sign and the sign of its unit: a version, a time, an amount, "AES-256", but only the "30" of
    /// "30-minute".
    /// </summary>
    [GeneratedRegex(
        $@"(?:(?<!\w)[-+−#]|[$€£]\s?)?(?:[\p{{L}}-[{Names.Unspaced}]]+-)?"
        + $@"[\p{{L}}_-[{Names.Unspaced}]]*\d{Letters}*(?:[.,:/+-]\d{Letters}*)*"
        + @"(?:\s?[%°€$£]\w?|\s?(?:[KMGT]i?B|ms|px|kg|cm|km|[KMG]?Hz)\b)?", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex("[{}]", RegexOptions.CultureInvariant)]
    private static partial Regex Brace();

    [GeneratedRegex("[{}|]", RegexOptions.CultureInvariant)]
    private static partial Regex BraceOrBar();
}
