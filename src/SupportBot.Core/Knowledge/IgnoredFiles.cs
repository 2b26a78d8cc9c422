namespace SupportBot.Core.Knowledge;

// Lists ignored files, so that an unexpected count of documents can be explained.
internal static class IgnoredFiles
{
    // Excludes hidden files and node_modules.
    public static IReadOnlyList<RejectedFile> In(DocumentSource source, IReadOnlySet<string> extensions)
    {
        if (source.File is not null) return [];
        var found = Find(new DirectoryInfo(source.Root), source, extensions);
        return [.. found.OrderBy(file => file.File, StringComparer.Ordinal)];
    }

    private static IEnumerable<RejectedFile> Find(
        DirectoryInfo folder, DocumentSource source, IReadOnlySet<string> extensions)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.') || entry.Name == "node_modules") continue;
            if (entry is DirectoryInfo below)
            {
                if (below.LinkTarget is not null) continue;
                foreach (var file in Find(below, source, extensions)) yield return file;
            }
            else if (Reason(entry, extensions) is { } reason)
            {
                var id = Path.GetRelativePath(source.Root, entry.FullName).Replace('\\', '/');
                yield return new RejectedFile(id, reason);
            }
        }
    }

    private static string? Reason(FileSystemInfo file, IReadOnlySet<string> extensions)
    {
        if (ExcludedFiles.Reason(file.Name) is { } reason) return reason;
        var extension = file.Extension.ToLowerInvariant();
        if (extensions.Contains(extension)) return null;
        return $"Files {(extension.Length > 0 ? $"that end in {extension}" : "without an ending")} are no documents.";
    }
}
