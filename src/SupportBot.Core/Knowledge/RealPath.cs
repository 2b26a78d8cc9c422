namespace SupportBot.Core.Knowledge;

/// <summary>Resolves the symbolic links in every component of a path.</summary>
public static class RealPath
{
    // The limit of Linux (ELOOP). A longer chain of links is a loop.
    private const int MaxLinks = 40;

    /// <param name="path">A full path. It need not exist.</param>
    /// <returns>The path without symbolic links; null if they form a loop.</returns>
    public static string? Of(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var pending = new Stack<string>();
        Push(path[real.Length..], pending);
        for (var links = 0; pending.TryPop(out var name);)
        {
            var next = Step(real, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks) return null;
            var root = Path.GetPathRoot(target)!;
            if (root.Length > 0) real = root;
            Push(target[root.Length..], pending);
        }
        return real;
    }

    /// <summary>Whether a path leads to a folder, or to something below it, once all links are resolved.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="realFolder">The real path of the folder.</param>
    public static bool IsWithin(string path, string realFolder) => Of(path) is { } real
        && (real == realFolder
            || real.StartsWith(Path.TrimEndingDirectorySeparator(realFolder) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal));

    private static string Step(string folder, string name) => name switch
    {
        "." => folder,
        ".." => Path.GetDirectoryName(folder) ?? folder,
        _ => Path.Combine(folder, name),
    };

    private static void Push(string path, Stack<string> pending)
    {
        char[] separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];
        foreach (var name in path.Split(separators, StringSplitOptions.RemoveEmptyEntries).Reverse())
            pending.Push(name);
    }
}
