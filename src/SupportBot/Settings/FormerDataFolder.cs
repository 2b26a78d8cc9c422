using SupportBot.Cli;
namespace SupportBot.Settings;

/// <summary>
/// A data folder in the project folder. <c>dotnet run</c> used to create it there, because relative paths were resolved
/// against the project folder.
/// </summary>
internal static class FormerDataFolder
{
    /// <summary>Writes the notice, where there is one, for a command that may create the data folder.</summary>
    public static void Warn(IConfiguration configuration)
    {
        var path = (configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions()).Path;
        if (Notice(path) is { } notice) Terminal.WriteError($"Warning: {notice}");
    }

    /// <summary>Describes the folder and what to do about it; null where there is none.</summary>
    /// <param name="path">The setting <c>Data:Path</c>.</param>
    public static string? Notice(string path) =>
        SourceTree.ProjectFolder is { } project ? Notice(path, project, Directory.GetCurrentDirectory()) : null;

    internal static string? Notice(string path, string projectFolder, string workingFolder)
    {
        var (former, current) = (Path.GetFullPath(path, projectFolder), Path.GetFullPath(path, workingFolder));
        if (former == current || !File.Exists(Path.Combine(former, "supportbot.db"))) return null;
        var keep = Directory.Exists(current)
            ? $"To use it, add --data \"{former}\"."
            : $"To use it, stop SupportBot and move it: mv \"{former}\" \"{current}\".";
        return $"The data folder {former} is not used any more; the data folder is now {current}. {keep} "
            + "If you do not need it, delete it: it holds conversations and keys.";
    }
}
