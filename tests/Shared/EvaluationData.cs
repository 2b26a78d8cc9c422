namespace SupportBot.Testing;

/// <summary>Where evaluation data lies: it is no part of the repository, so whoever needs it does without where it is absent.</summary>
internal static class EvaluationData
{
    /// <summary>The variable <c>SUPPORTBOT_DATA</c>, else <c>../shared/data</c> beside the repository.</summary>
    public static string Folder { get; } =
        Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.GetFullPath(Path.Combine(Repository(), "..", "shared", "data"));

    /// <summary>The path of a file or folder in it, or null where there is none.</summary>
    public static string? Find(string path) =>
        Path.Combine(Folder, path) is var found && (File.Exists(found) || Directory.Exists(found)) ? found : null;

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SupportBot.sln"))) return folder.FullName;
        return AppContext.BaseDirectory;
    }
}
