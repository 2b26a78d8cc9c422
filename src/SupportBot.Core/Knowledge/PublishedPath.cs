using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge;

// The path of a page on the published site, which the site generator derives from the file's path.
internal static partial class PublishedPath
{
    // keepsIndex: whether the page of a folder is a file in it, such as guides/index.
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

    // In Docusaurus a file with the name of its folder is the folder's page as well.
    private static bool IsOfFolder(string name, string folder, SiteGenerator generator) => CanonicalUrl.IsOfFolder(name)
        || (generator == SiteGenerator.Docusaurus && name.Equals(folder, StringComparison.OrdinalIgnoreCase));

    private static string Segment(string segment, SiteGenerator generator) => generator switch
    {
        SiteGenerator.Docusaurus => segment[Number().Match(segment).Length..],
        SiteGenerator.Hugo => segment.ToLowerInvariant().Replace(' ', '-'),
        _ => segment,
    };

    // modules/install/pages/linux is published as install/linux; the module ROOT has no name.
    private static List<string> WithoutModules(List<string> segments)
    {
        var pages = segments.IndexOf("pages");
        var modules = segments.IndexOf("modules");
        if (modules < 0 || pages != modules + 2) return segments;
        var module = segments[modules + 1];
        return [.. segments[..modules], .. module == "ROOT" ? [] : (string[])[module], .. segments[(pages + 1)..]];
    }

    // 01-install is published as install; 2026-01-news and 1.2-news are unchanged.
    [GeneratedRegex(@"^\d+\s*[-_.]+\s*(?=[^\d\s._-])")]
    private static partial Regex Number();
}
