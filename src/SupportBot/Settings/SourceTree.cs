namespace SupportBot.Settings;

// Only found when the program runs from its build output.
internal static class SourceTree
{
    // The folder of SupportBot.csproj; null for a published program.
    public static string? ProjectFolder { get; } = FindProjectFolder(AppContext.BaseDirectory);

    internal static string? FindProjectFolder(string programFolder)
    {
        var folder = new DirectoryInfo(programFolder);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportBot.csproj")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
