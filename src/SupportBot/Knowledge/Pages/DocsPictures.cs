using Microsoft.Extensions.Caching.Memory;
using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge.Pages;

/// <summary>Pictures in the documentation folder: exactly those that the page of a public document shows.</summary>
internal sealed class DocsPictures(DocsFolder folder, PublicDocuments documents, RenderedPages pages) : IDisposable
{
    /// <summary>Decisions that are remembered. Only files that exist are decided on.</summary>
    private const int MaxDecisions = 10_000;

    /// <summary>Repositories are never public, whatever a document refers to.</summary>
    private static readonly HashSet<string> VersionControl =
        new([".git", ".svn", ".hg"], StringComparer.OrdinalIgnoreCase);

    private readonly MemoryCache _decisions = new(new MemoryCacheOptions { SizeLimit = MaxDecisions });

    /// <summary>The media type of a picture by its ending; null for anything else.</summary>
    public static string? TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".avif" => "image/avif",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    /// <param name="path">Below the documentation folder, with forward slashes.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The picture's full path, or null where there is none that may be shown.</returns>
    public async Task<string?> FindAsync(string path, CancellationToken cancellationToken) =>
        FileOf(path) is { } file && await IsShownAsync(path, cancellationToken) ? file : null;

    public void Dispose() => _decisions.Dispose();

    /// <summary>The file of a path that has one spelling only, without links, <c>..</c> or other detours.</summary>
    private string? FileOf(string path)
    {
        var names = path.Split('/');
        if (names.Any(name => name.Length == 0 || VersionControl.Contains(name)) || path.Contains('\0')) return null;
        if (RealPath.Of(folder.Path) is not { } root) return null;
        var file = Path.Combine([root, .. names]);
        return Path.GetFullPath(file) == file && RealPath.Of(file) == file && File.Exists(file) ? file : null;
    }

    /// <summary>Looks at the documents again only after one of them has changed.</summary>
    private async Task<bool> IsShownAsync(string path, CancellationToken cancellationToken)
    {
        var key = (path, await documents.PositionAsync(cancellationToken));
        if (_decisions.TryGetValue(key, out bool isShown)) return isShown;
        var name = path[(path.LastIndexOf('/') + 1)..];
        foreach (var document in await documents.MentioningAsync(name, cancellationToken))
        {
            var page = await pages.GetAsync(document, cancellationToken);
            isShown = page?.Pictures.Contains(path) == true;
            if (isShown) break;
        }
        return _decisions.Set(key, isShown, new MemoryCacheEntryOptions { Size = 1 });
    }
}
