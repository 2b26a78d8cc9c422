namespace SupportBot.Core.Knowledge;

/// <summary>
/// Recognizes the same real folder under other names, so that a folder is one source whether the host reads it or a
/// command, and however its path is written.
/// </summary>
public static class SourceNames
{
    // Prefix of the host's source; in databases of older versions it is the whole name.
    private const string Host = "Docs:Path";

    /// <summary>The name of the host's source in a folder.</summary>
    public static string OfHost(string folder) => $"{Host}={Real(folder)}";

    /// <summary>The name of the source of another folder.</summary>
    public static string Of(string folder) => Real(folder);

    /// <summary>The folder of a source; null if its name is not a path.</summary>
    public static string? FolderOf(string name) =>
        name.StartsWith($"{Host}=", StringComparison.Ordinal)
            ? name[(Host.Length + 1)..]
            : Path.IsPathRooted(name) ? name : null;

    /// <summary>Which of the names in the database are this source's.</summary>
    /// <param name="source">To be ingested.</param>
    /// <param name="names">The sources of all documents.</param>
    /// <returns>The source under the name to go by from now on, and its names so far.</returns>
    public static (DocumentSource Source, IReadOnlySet<string> Names) Among(
        this DocumentSource source, IReadOnlyCollection<string> names)
    {
        var root = Real(source.Root);
        var same = names.Where(name => name == source.Name || (FolderOf(name) is { } folder && Real(folder) == root))
            .ToHashSet(StringComparer.Ordinal);
        var isHosts = source.Role switch
        {
            SourceRole.HostFolder => true,
            SourceRole.ConfiguredFolder => same.Any(IsHosts) || names.Where(IsHosts).All(name => name == Host),
            _ => same.Any(IsHosts),
        };
        // The host has one folder: documents of a former folder belong to it and are removed.
        if (isHosts)
            same.UnionWith(
                names.Where(name => name == Host || (source.Role == SourceRole.HostFolder && IsHosts(name))));
        return (isHosts ? source with { Name = OfHost(root) } : source, same);
    }

    private static bool IsHosts(string name) => name == Host || name.StartsWith($"{Host}=", StringComparison.Ordinal);

    private static string Real(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return RealPath.Of(full) ?? full;
    }
}

/// <summary>What a folder is to the host.</summary>
public enum SourceRole
{
    /// <summary>A folder that a command was given.</summary>
    Folder,

    /// <summary>
    /// A folder that a command was given and that the settings name, so that it is the host's unless the host reads
    /// another.
    /// </summary>
    ConfiguredFolder,

    /// <summary>The folder that the host reads.</summary>
    HostFolder,
}
