namespace SupportBot.Settings;

internal static class ContentFolder
{
    // The folder as set, or the copy beside the program if the default is set and absent.
    public static string Find(string path, string shipped)
    {
        var own = Path.GetFullPath(path);
        var beside = Beside(shipped);
        return !Directory.Exists(own) && path == shipped && Directory.Exists(beside) ? beside : own;
    }

    // Also true for the source of that copy.
    public static bool IsShipped(string folder, string shipped) =>
        folder == Beside(shipped)
            || SourceTree.ProjectFolder is { } project && folder == Path.GetFullPath($"../../{shipped}", project);

    private static string Beside(string shipped) => Path.Combine(AppContext.BaseDirectory, shipped);
}
