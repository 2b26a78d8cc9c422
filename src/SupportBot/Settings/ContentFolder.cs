namespace SupportBot.Settings;

/// <summary>Folders that come with the program and that an installation may replace by its own.</summary>
internal static class ContentFolder
{
    /// <summary>The folder as set, or, where the default is set and absent, the copy beside the program.</summary>
    /// <param name="path">The setting's value.</param>
    /// <param name="shipped">Name of the folder beside the program, which is also the setting's default.</param>
    public static string Find(string path, string shipped)
    {
        var own = Path.GetFullPath(path);
        var beside = Beside(shipped);
        return !Directory.Exists(own) && path == shipped && Directory.Exists(beside) ? beside : own;
    }

    /// <summary>Whether a folder is the copy beside the program, or what that was copied from.</summary>
    public static bool IsShipped(string folder, string shipped) =>
        folder == Beside(shipped) || SourceTree.ProjectFolder is { } project && folder == Path.GetFullPath($"../../{shipped}", project);

    private static string Beside(string shipped) => Path.Combine(AppContext.BaseDirectory, shipped);
}
