namespace SupportBot.Core.Knowledge;

/// <summary>Where a document can be read by those who are pointed to it.</summary>
public static class CanonicalUrl
{
    /// <summary>The URL of a document whose front matter gives none.</summary>
    /// <param name="id">Its path: <c>guides/start.md</c>.</param>
    /// <param name="baseUrl">
    /// Empty for the host's own pages; else what stands before the path. Where it holds <c>{path}</c>, that is replaced by
    /// the path without extension, and without a last <c>README</c>, <c>index</c> or <c>_index</c>, as published sites
    /// have it.
    /// </param>
    public static string Of(string id, string baseUrl)
    {
        if (baseUrl.Length == 0) return $"/docs/{Escape(id)}";
        if (baseUrl.Contains("{path}", StringComparison.Ordinal)) return baseUrl.Replace("{path}", Escape(Published(id)), StringComparison.Ordinal);
        return $"{baseUrl.TrimEnd('/')}/{Escape(id)}";
    }

    /// <summary>Whether a file of this name, without its ending, is the page of its folder.</summary>
    public static bool IsOfFolder(string name) => name.ToUpperInvariant() is "README" or "INDEX" or "_INDEX";

    /// <summary>A URL that begins with a slash is one of this host.</summary>
    internal static string Absolute(string url, string publicUrl) => url.StartsWith('/') ? publicUrl.TrimEnd('/') + url : url;

    private static string Published(string id)
    {
        var path = id[..^Path.GetExtension(id).Length];
        var name = path[(path.LastIndexOf('/') + 1)..];
        return IsOfFolder(name) ? path[..^name.Length].TrimEnd('/') : path;
    }

    private static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
