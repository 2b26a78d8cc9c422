using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge;

/// <summary>Builds the canonical URL of a document.</summary>
public static partial class CanonicalUrl
{
    private const string PathOfTemplate = "{path}";
    private const string FileOfTemplate = "{file}";

    /// <summary>The URL of a document whose front matter gives none.</summary>
    /// <param name="id">Its path: <c>guides/start.md</c>.</param>
    /// <param name="defaults">
    /// With a template, <c>{path}</c> in it is the path that the site's generator makes of the file's, without ending
    /// and without a last <c>README</c>, <c>index</c> or <c>_index</c>; <c>{file}</c> is the path as it is. Else the
    /// base URL stands before the path; without either, it is a page of the host.
    /// </param>
    /// <param name="place">What the front matter says of the place on the site.</param>
    public static string Of(string id, DocumentDefaults defaults, PublishedPlace place = default)
    {
        if (defaults.UrlTemplate.Length == 0)
            return defaults.BaseUrl.Length == 0 ? OfPage(id) : $"{defaults.BaseUrl.TrimEnd('/')}/{Escape(id)}";
        var template = defaults.UrlTemplate;
        if (place.Permalink is ['/', not '/', ..] permalink) return $"{Host().Match(template).Value}{permalink}";
        // If pages have an extension, the page of a folder is a file as well.
        var keepsIndex = template.Contains($"{PathOfTemplate}.", StringComparison.Ordinal);
        var path = PublishedPath.Of(id, defaults.Site.Generator, place, keepsIndex);
        return DoubleSlashes().Replace(
            template.Replace(PathOfTemplate, Escape(path), StringComparison.Ordinal)
                .Replace(FileOfTemplate, Escape(id), StringComparison.Ordinal), "/");
    }

    /// <summary>The host's own page of a document, from the root.</summary>
    public static string OfPage(string id) => $"/docs/{Escape(id)}";

    /// <summary>Whether a file of this name, without its ending, is the page of its folder.</summary>
    public static bool IsOfFolder(string name) => name.ToUpperInvariant() is "README" or "INDEX" or "_INDEX";

    // A URL that starts with a slash belongs to this host.
    internal static string Absolute(string url, string publicUrl) =>
        url.StartsWith('/') ? publicUrl.TrimEnd('/') + url : url;

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    [GeneratedRegex("^https?://[^/]*", RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    [GeneratedRegex("(?<!:)/{2,}")]
    private static partial Regex DoubleSlashes();
}

/// <summary>What a page's front matter says of its place on the site.</summary>
/// <param name="Slug">
/// Instead of the file's name, or of the whole path where it begins with a slash; null for neither.
/// </param>
/// <param name="Permalink">The whole path, from the root of the site; null for none.</param>
public readonly record struct PublishedPlace(string? Slug, string? Permalink);
