using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents;

// Generates anchors from headings like the site generator, unique within a document.
internal sealed partial class Anchors(AnchorStyle style)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private int _unnamed;

    public string Of(string heading) => Unique(Slug(heading.Trim()));

    public string OfId(string id) => Unique(id.All(IsOfId) ? id : Slug(id));

    private static bool IsOfId(char character) =>
        char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or ':';

    private string Unique(string slug)
    {
        if (style == AnchorStyle.Docutils) return UniqueOfDocutils(slug);
        if (slug.Length == 0 && style != AnchorStyle.PythonMarkdown) slug = "section";
        var number = _next.GetValueOrDefault(slug, slug.Length == 0 ? 1 : 0);
        while (!_taken.Add(Numbered(slug, number))) number++;
        _next[slug] = number + 1;
        return Numbered(slug, number);
    }

    // docutils only numbers duplicate headings and headings without letters.
    private string UniqueOfDocutils(string slug)
    {
        while (slug.Length == 0 || !_taken.Add(slug)) slug = $"id{++_unnamed}";
        return slug;
    }

    private string Numbered(string slug, int number) => (style, number) switch
    {
        (_, 0) => slug,
        (AnchorStyle.PythonMarkdown or AnchorStyle.PyMdown, _) => $"{slug}_{number}",
        (AnchorStyle.Asciidoctor, _) => $"{slug}_{number + 1}",
        _ => $"{slug}-{number}",
    };

    private string Slug(string heading) => style switch
    {
        AnchorStyle.PythonMarkdown => Gaps().Replace(Kept(Ascii(heading).ToLowerInvariant(), " -_").Trim(), "-"),
        AnchorStyle.PyMdown => Kept(heading.Normalize().ToLowerInvariant(), " -_").Replace(' ', '-'),
        AnchorStyle.Docutils => Docutils(heading),
        AnchorStyle.VitePress => VitePress(heading),
        AnchorStyle.Asciidoctor => Asciidoctor(heading),
        _ => Kept(heading.ToLowerInvariant(), " -_", keepsMarks: true).Replace(' ', '-'),
    };

    // Letters that docutils replaces by two.
    private static readonly (string Letter, string Ascii)[] Digraphs =
        [("ß", "sz"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i")];

    private static string Docutils(string heading)
    {
        var text = heading.ToLowerInvariant();
        foreach (var (letter, ascii) in Digraphs) text = text.Replace(letter, ascii, StringComparison.Ordinal);
        var letters = Kept(Ascii(text), "", between: '-');
        return letters.TrimStart([.. "-0123456789"]).TrimEnd('-');
    }

    private static string VitePress(string heading)
    {
        var slug = SpecialOfVitePress().Replace(WithoutMarks(heading), "-").Trim('-').ToLowerInvariant();
        return slug is [>= '0' and <= '9', ..] ? $"_{slug}" : slug;
    }

    private static string Asciidoctor(string heading) =>
        "_" + GapsOfAsciidoctor().Replace(Kept(heading.ToLowerInvariant(), " -_."), "_").Trim('_');

    private static string Kept(string text, string more, char? between = null, bool keepsMarks = false)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || (keepsMarks && IsMark(rune))
                || (rune.IsAscii && more.Contains((char)rune.Value))) kept.Append(rune);
            else if (between is { } sign && (kept.Length == 0 || kept[^1] != sign)) kept.Append(sign);
        return kept.ToString();
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark;

    private static string Ascii(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKD).Where(char.IsAscii));

    private static string WithoutMarks(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormKD).Where(character => character is < '\u0300' or > '\u036F'));

    [GeneratedRegex(@"[-\s]+", RegexOptions.NonBacktracking)]
    private static partial Regex Gaps();

    [GeneratedRegex(@"[ .\-_]+", RegexOptions.NonBacktracking)]
    private static partial Regex GapsOfAsciidoctor();

    [GeneratedRegex(
        @"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:""'“”‘’<>,.?/\u0000-\u001F]+", RegexOptions.NonBacktracking)]
    private static partial Regex SpecialOfVitePress();
}
