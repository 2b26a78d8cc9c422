namespace SupportBot.Settings;

/// <summary>The source tree that the program was built from, when it runs from its build output.</summary>
internal static class SourceTree
{
    /// <summary>The folder of <c>SupportBot.csproj</c>; null for a published program.</summary>
    public static string? ProjectFolder { get; } = FindProjectFolder(AppContext.BaseDirectory);

    internal static string? FindProjectFolder(string programFolder)
    {
        var folder = new DirectoryInfo(programFolder);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportBot.csproj"))) folder = folder.Parent;
        return folder?.FullName;
    }
}
