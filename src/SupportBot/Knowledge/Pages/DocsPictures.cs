using Microsoft.Extensions.Caching.Memory;
using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge.Pages;

// Serves only images that the page of a public document shows.
internal sealed class DocsPictures(DocsFolder folder, PublicDocuments documents, RenderedPages pages) : IDisposable
{
    // Cached decisions, made only for files that exist.
    private const int MaxDecisions = 10_000;

    // Repositories are never public, whatever a document refers to.
    private static readonly HashSet<string> VersionControl =
        new([".git", ".svn", ".hg"], StringComparer.OrdinalIgnoreCase);

    private readonly MemoryCache _decisions = new(new MemoryCacheOptions { SizeLimit = MaxDecisions });

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

    public async Task<string?> FindAsync(string path, CancellationToken cancellationToken) =>
        FileOf(path) is { } file && await IsShownAsync(path, cancellationToken) ? file : null;

    public void Dispose() => _decisions.Dispose();

    // Rejects alternative spellings of a path, such as links and "..".
    private string? FileOf(string path)
    {
        var names = path.Split('/');
        if (names.Any(name => name.Length == 0 || VersionControl.Contains(name)) || path.Contains('\0')) return null;
        if (RealPath.Of(folder.Path) is not { } root) return null;
        var file = Path.Combine([root, .. names]);
        return Path.GetFullPath(file) == file && RealPath.Of(file) == file && File.Exists(file) ? file : null;
    }

    // Reads the documents again only after one has changed.
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
