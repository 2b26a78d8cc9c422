using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Language;
using SupportBot.Core.Voice.Facts;

namespace SupportBot.Core.Answers.Translating;

/// <summary>
/// Finds what a translation or a restyling must leave as it is: code, addresses, paths, settings, labels of the
/// screen, names, versions, numbers, dates and marks of sources. A unit that is a word is translated, and compared
/// afterwards.
/// </summary>
internal sealed partial class Locks
{
    /// <summary>A label has no more words; longer bold text is emphasis.</summary>
    private const int LongestLabel = 5;

    private static readonly ConcurrentDictionary<string, CalendarWords> Calendars = new();

    private readonly string _language;
    private readonly CalendarWords _calendar;
    private readonly HashSet<string> _names;

    /// <param name="language">Of the answer.</param>
    /// <param name="texts">
    /// What the answer rests on: a word that has a capital in the middle of a sentence there is a name.
    /// </param>
    public Locks(string language, IEnumerable<string> texts)
    {
        _language = language;
        _calendar = Calendars.GetOrAdd(language, CalendarWords.Of);
        _names = [.. texts.SelectMany(Words.Of).Where(IsName).Select(word => word.Text)];
    }

    /// <param name="markdown">A sentence or a line.</param>
    /// <param name="isRow">A line of a table, whose bars stay too.</param>
    public LockedText In(string markdown, bool isRow) =>
        new(markdown, [.. Apart(Found(markdown)
            .Concat(Spans(isRow ? BraceOrBar() : Brace(), markdown, FactKind.Markup))).Select(locked => locked.Span)]);

    /// <summary>What is locked in a text, in its order.</summary>
    /// <param name="markdown">A sentence or a line.</param>
    public IReadOnlyList<LockedSpan> SpansIn(string markdown) => Apart(Found(markdown));

    /// <summary>Of those that overlap the first one, ordered by place.</summary>
    private static List<LockedSpan> Apart(IEnumerable<LockedSpan> found)
    {
        List<LockedSpan> locks = [];
        foreach (var locked in found)
            if (locks.TrueForAll(other => locked.Span.End.Value <= other.Span.Start.Value
                || locked.Span.Start.Value >= other.Span.End.Value))
                locks.Add(locked);
        locks.Sort((one, other) => one.Span.Start.Value.CompareTo(other.Span.Start.Value));
        return locks;
    }

    /// <summary>The longer and surer ones first.</summary>
    private IEnumerable<LockedSpan> Found(string markdown) =>
    [
        .. Spans(Names.Code(), markdown, FactKind.Code),
        .. Spans(Marker(), markdown, FactKind.Citation),
        .. Spans(Link(), markdown, FactKind.Address),
        .. Names.Label().Matches(markdown).Where(IsLabel).Select(match => Span(match, FactKind.Label)),
        .. Spans(Address(), markdown, FactKind.Address),
        .. Spans(_calendar.Date, markdown, FactKind.Date),
        .. Spans(Names.Technical(), markdown, FactKind.Path),
        .. Spans(Figure(), markdown, FactKind.Number),
        .. NamesIn(markdown),
    ];

    private static IEnumerable<LockedSpan> Spans(Regex form, string markdown, FactKind kind) =>
        form.Matches(markdown).Select(match => Span(match, kind));

    private static LockedSpan Span(Match match, FactKind kind) => new(match.Index..(match.Index + match.Length), kind);

    private static bool IsLabel(Match match) => match.Groups["label"].Value is { Length: > 0 } label
        && char.IsUpper(label[0]) && label.Split(' ').Length <= LongestLabel;

    private IEnumerable<LockedSpan> NamesIn(string markdown) =>
        Words.Of(markdown).Where(word => IsName(word) || _names.Contains(word.Text))
            .Select(word => new LockedSpan(word.Start..(word.Start + word.Text.Length), FactKind.Name));

    /// <summary>
    /// A "NOT" in capitals is none; months and days of the week have capitals too, and are translated.
    /// </summary>
    private bool IsName(Word word) =>
        word.Text.Length > 1
        && word.IsName(_language)
        && !Lexicon.Of(_language).IsStop(word.Lower)
        && !(word.Text.All(char.IsUpper) && Lexicon.Of(_language).IsWeak(word.Lower))
        && !_calendar.Names.Contains(word.Text);

    /// <param name="Names">Months and days of the week.</param>
    /// <param name="Date">A day or a year with the name of its month.</param>
    private sealed record CalendarWords(HashSet<string> Names, Regex Date)
    {
        private const string Day = @"\d{1,2}(?:st|nd|rd|th)?\.?";

        public static CalendarWords Of(string language)
        {
            var format = CultureInfo.GetCultureInfo(language).DateTimeFormat;
            string[] months = [.. format.MonthNames.Where(month => month.Length > 0)];
            var any = string.Join('|', months.Select(Regex.Escape));
            return new(
                new([.. months, .. format.DayNames], StringComparer.OrdinalIgnoreCase),
                new Regex(
                    $@"\b{Day}\s(?:{any})(?:,?\s\d{{4}})?\b|\b(?:{any})\s(?:{Day}(?:,?\s\d{{4}})?|\d{{4}})\b",
                    RegexOptions.CultureInvariant));
        }
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

/// <param name="Span">Where it stands.</param>
/// <param name="Kind">What it is; <see cref="FactKind.Markup"/> for braces and bars.</param>
internal readonly record struct LockedSpan(Range Span, FactKind Kind);
