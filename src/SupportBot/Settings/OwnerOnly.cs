using System.Runtime.InteropServices;

namespace SupportBot.Settings;

/// <summary>
/// Keeps what the program writes from other users of the machine: conversations, keys, the index over internal documents,
/// exports. Windows gives a folder's files the rights of the folder; there this does nothing.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const uint GroupAndOthers = 0b000_111_111;

    /// <summary>Makes every file and folder that this process creates from now on its owner's alone, whatever library creates it.</summary>
    public static void SetForNewFiles()
    {
        if (!OperatingSystem.IsWindows()) _ = SetUmask(GroupAndOthers);
    }

    /// <summary>
    /// Takes the rights of group and others from the data folder and our files in it, and from what this process creates.
    /// What belongs to another user stays as it is.
    /// </summary>
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
                // The doctor names what is still open to others; a host on a mounted volume must start all the same.
            }
    }

    /// <summary>The data folder and those of our files in it that group or others have any right to.</summary>
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
