namespace SupportBot.Core.Knowledge;

/// <summary>A folder of documents, or one file of it.</summary>
/// <param name="Name">
/// Kept with each document, so that ingesting one source never deletes what came from another.
/// </param>
/// <param name="Root">The folder's full path; document ids are relative to it.</param>
/// <param name="File">The one file to be ingested, as an id; null for the whole folder.</param>
public sealed record DocumentSource(string Name, string Root, string? File = null)
{
    /// <summary>How the folder is published as a site.</summary>
    public Site Site { get; init; } = new();

    /// <summary>The role of the folder for the host.</summary>
    public SourceRole Role { get; init; }

    /// <summary>The folder or file, for people.</summary>
    public string Place => File is null ? Root : Path.Combine(Root, File);

    /// <summary>
    /// Files with one of these endings, in order of their ids. Hidden files and folders and <c>node_modules</c> are
    /// passed over.
    /// </summary>
    public IReadOnlyList<FoundFile> Find(IReadOnlySet<string> extensions)
    {
        var realRoot = RealPath.Of(Root) ?? Root;
        if (File is not null) return [Found(Path.Combine(Root, File), realRoot)];
        var found = new List<FoundFile>();
        Find(new DirectoryInfo(Root), extensions, realRoot, found);
        return [.. found.OrderBy(file => file.Id, StringComparer.Ordinal)];
    }

    private void Find(DirectoryInfo folder, IReadOnlySet<string> extensions, string realRoot, List<FoundFile> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.') || entry.Name == "node_modules") continue;
            if (entry is DirectoryInfo below)
            {
                // The target of a link within the folder is found anyway.
                if (below.LinkTarget is null) Find(below, extensions, realRoot, found);
                else if (Found(below.FullName, realRoot) is { LeavesSource: true } link) found.Add(link);
            }
            else if (IsDocument(entry, extensions)) found.Add(Found(entry.FullName, realRoot));
        }
    }

    private static bool IsDocument(FileSystemInfo file, IReadOnlySet<string> extensions) =>
        extensions.Contains(file.Extension.ToLowerInvariant()) && ExcludedFiles.Reason(file.Name) is null;

    private FoundFile Found(string path, string realRoot)
    {
        var file = new FileInfo(path);
        var id = Path.GetRelativePath(Root, path).Replace('\\', '/');
        return new(id, path, !RealPath.IsWithin(path, realRoot), file.Exists ? file.Length : 0);
    }
}

/// <param name="Id">Path relative to the source's root, with forward slashes.</param>
/// <param name="Path">Full path.</param>
/// <param name="LeavesSource">A symbolic link that leads out of the source's folder.</param>
/// <param name="Length">In bytes.</param>
public sealed record FoundFile(string Id, string Path, bool LeavesSource, long Length);
