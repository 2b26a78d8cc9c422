using SupportBot.Cli;
namespace SupportBot.Settings;

// Earlier versions of "dotnet run" created a data folder in the project folder, because relative paths were resolved
// there.
internal static class LegacyDataFolder
{
    public static void Warn(IConfiguration configuration)
    {
        var path = (configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions()).Path;
        if (Notice(path) is { } notice) Terminal.WriteError($"Warning: {notice}");
    }

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
