using SupportBot.Core.Knowledge;

namespace SupportBot.Documentation.Pages;

/// <summary>Pictures in the documentation folder; only those that a public document names, and no others.</summary>
internal sealed class DocsPictures(DocsFolder folder, PublicDocuments documents)
{
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

    /// <summary>The picture's full path, or null where there is none that may be shown.</summary>
    public async Task<string?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var root = folder.Path;
        var file = Path.GetFullPath(Path.Combine(root, path));
        if (!file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file) || IsLinked(root, file)) return null;
        return await documents.MentionAsync(Path.GetFileName(file), cancellationToken) ? file : null;
    }

    /// <summary>A symbolic link on the way could lead out of the folder.</summary>
    private static bool IsLinked(string root, string file)
    {
        for (FileSystemInfo? step = new FileInfo(file); step is not null && step.FullName.Length > root.Length; step = Directory.GetParent(step.FullName))
            if (step.LinkTarget is not null) return true;
        return false;
    }
}
