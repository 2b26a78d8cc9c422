using System.Runtime.InteropServices;

namespace SupportBot.Settings;

// Restricts files to the current user: conversations, keys, the index over internal documents, exports. On Windows
// files inherit the rights of their folder, so this does nothing.
internal static class FilePermissions
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const uint GroupAndOthers = 0b000_111_111;

    // Applies to every file of this process, whichever library creates it.
    public static void SetForNewFiles()
    {
        if (!OperatingSystem.IsWindows()) _ = SetUmask(GroupAndOthers);
    }

    // Leaves files of other users unchanged.
    public static void Restrict(string dataFolder)
    {
        SetForNewFiles();
        foreach (var entry in OpenToOthers(dataFolder).ToList())
            try
            {
                if (!OperatingSystem.IsWindows()) entry.UnixFileMode &= Owner;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A host on a mounted volume must start nevertheless; the doctor lists what is still open to others.
            }
    }

    public static IEnumerable<FileSystemInfo> OpenToOthers(string dataFolder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(dataFolder)) return [];
        return Ours(new DirectoryInfo(dataFolder)).Where(entry => entry.Exists && (entry.UnixFileMode & ~Owner) != 0);
    }

    private static IEnumerable<FileSystemInfo> Ours(DirectoryInfo folder)
    {
        yield return folder;
        foreach (var pattern in (string[])["supportbot.db*", "*.key*", "host.lock", "index"])
            foreach (var entry in folder.EnumerateFileSystemInfos(pattern))
                yield return entry;
        var index = new DirectoryInfo(Path.Combine(folder.FullName, "index"));
        if (!index.Exists) yield break;
        foreach (var entry in index.EnumerateFileSystemInfos("*", SearchOption.AllDirectories)) yield return entry;
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint SetUmask(uint mask);
}
