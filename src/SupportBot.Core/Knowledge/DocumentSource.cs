namespace SupportBot.Core.Knowledge;

/// <summary>A folder of documents, or one file of it.</summary>
/// <param name="Name">Kept with each document, so that ingesting one source never deletes what came from another.</param>
/// <param name="Root">The folder's full path; document ids are relative to it.</param>
/// <param name="File">The one file to be ingested, as an id; null for the whole folder.</param>
public sealed record DocumentSource(string Name, string Root, string? File = null)
{
    /// <summary>Tables of contents for the site generator: lists of links, no content.</summary>
    private static readonly string[] Contents = ["summary.md", "_sidebar.md", "_navbar.md", "_toc.md"];

    /// <summary>The folder or file, for people.</summary>
    public string Place => File is null ? Root : Path.Combine(Root, File);

    /// <summary>
    /// Files with one of these endings, in order of their ids. Hidden files and folders and <c>node_modules</c> are passed over.
    /// </summary>
    public IReadOnlyList<FoundFile> Find(IReadOnlySet<string> extensions)
    {
        if (File is not null) return [Found(Path.Combine(Root, File))];
        var found = new List<FoundFile>();
        Find(new DirectoryInfo(Root), extensions, found);
        return [.. found.OrderBy(file => file.Id, StringComparer.Ordinal)];
    }

    private void Find(DirectoryInfo folder, IReadOnlySet<string> extensions, List<FoundFile> found)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.') || entry.Name == "node_modules") continue;
            if (entry is DirectoryInfo below)
            {
                // Where a link stays inside the folder, its target is found without it.
                if (below.LinkTarget is null) Find(below, extensions, found);
                else if (LeavesRoot(below)) found.Add(Found(below.FullName));
            }
            else if (extensions.Contains(entry.Extension.ToLowerInvariant()) && !Contents.Contains(entry.Name.ToLowerInvariant())) found.Add(Found(entry.FullName));
        }
    }

    private FoundFile Found(string path)
    {
        var file = new FileInfo(path);
        return new FoundFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), path, file.LinkTarget is not null && LeavesRoot(file));
    }

    private bool LeavesRoot(FileSystemInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true)?.FullName.StartsWith(RealRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal) != true;
        }
        catch (IOException)
        {
            // Links that lead in a circle lead nowhere inside.
            return true;
        }
    }

    /// <summary>The folder itself may well be reached by a link.</summary>
    private string RealRoot => new DirectoryInfo(Root).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Root;
}

/// <param name="Id">Path relative to the source's root, with forward slashes.</param>
/// <param name="Path">Full path.</param>
/// <param name="LeavesSource">A symbolic link that leads out of the source's folder.</param>
public sealed record FoundFile(string Id, string Path, bool LeavesSource);
