using System.Text;

namespace SupportBot.Documents;

/// <summary>Anchors as GitHub makes them of headings, unique within a document.</summary>
internal sealed class Anchors
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    public string For(string heading)
    {
        var slug = Slug(heading);
        var number = _next.GetValueOrDefault(slug);
        while (!_taken.Add(Numbered(slug, number))) number++;
        _next[slug] = number + 1;
        return Numbered(slug, number);
    }

    private static string Numbered(string slug, int number) => number == 0 ? slug : $"{slug}-{number}";

    /// <summary>Lower case; letters, digits, hyphens and underscores are kept, spaces become hyphens.</summary>
    private static string Slug(string heading)
    {
        var slug = new StringBuilder();
        foreach (var rune in heading.Trim().ToLowerInvariant().EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_') slug.Append(rune);
            else if (rune.Value == ' ') slug.Append('-');
        return slug.Length > 0 ? slug.ToString() : "section";
    }
}
