using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge;

/// <summary>The path of a page on a site, which its generator makes of the path of the file.</summary>
internal static partial class PublishedPath
{
    /// <param name="id">The path of the file.</param>
    /// <param name="generator">Whose rules it follows.</param>
    /// <param name="place">What the front matter says.</param>
    /// <param name="keepsIndex">Whether the page of a folder is a file in it: <c>guides/index</c>.</param>
    public static string Of(string id, SiteGenerator generator, PublishedPlace place, bool keepsIndex)
    {
        if (place.Slug is ['/', .. var whole]) return whole.Trim('/');
        var segments = id[..^Path.GetExtension(id).Length].Split('/')
            .Select(segment => Segment(segment, generator)).ToList();
        if (generator == SiteGenerator.Antora) segments = WithoutModules(segments);
        var folder = segments.Count > 1 ? segments[^2] : "";
        if (place.Slug is { Length: > 0 } slug) segments[^1] = slug.Trim('/');
        else if (IsOfFolder(segments[^1], folder, generator))
        {
            if (keepsIndex) segments[^1] = "index";
            else segments.RemoveAt(segments.Count - 1);
        }
        return string.Join('/', segments);
    }

    /// <summary>In Docusaurus, a file named as its folder is the folder's page too.</summary>
    private static bool IsOfFolder(string name, string folder, SiteGenerator generator) => CanonicalUrl.IsOfFolder(name)
        || (generator == SiteGenerator.Docusaurus && name.Equals(folder, StringComparison.OrdinalIgnoreCase));

    private static string Segment(string segment, SiteGenerator generator) => generator switch
    {
        SiteGenerator.Docusaurus => segment[Number().Match(segment).Length..],
        SiteGenerator.Hugo => segment.ToLowerInvariant().Replace(' ', '-'),
        _ => segment,
    };

    /// <summary>
    /// <c>modules/install/pages/linux</c> is published as <c>install/linux</c>; the module <c>ROOT</c> has no name.
    /// </summary>
    private static List<string> WithoutModules(List<string> segments)
    {
        var pages = segments.IndexOf("pages");
        var modules = segments.IndexOf("modules");
        if (modules < 0 || pages != modules + 2) return segments;
        var module = segments[modules + 1];
        return [.. segments[..modules], .. module == "ROOT" ? [] : (string[])[module], .. segments[(pages + 1)..]];
    }

    /// <summary><c>01-install</c> is published as <c>install</c>; <c>2026-01-news</c> and <c>1.2-news</c> stay.</summary>
    [GeneratedRegex(@"^\d+\s*[-_.]+\s*(?=[^\d\s._-])")]
    private static partial Regex Number();
}
