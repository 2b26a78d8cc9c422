using System.Text;

namespace SupportBot.Documents;

/// <summary>Anchors as GitHub makes them of headings, unique within a document.</summary>
internal sealed class Anchors
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string For(string heading)
    {
        var slug = Slug(heading);
        var anchor = slug;
        for (var i = 1; !_taken.Add(anchor); i++) anchor = $"{slug}-{i}";
        return anchor;
    }

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
