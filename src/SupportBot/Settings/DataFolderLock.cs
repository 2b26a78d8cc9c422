using SupportBot.Core.Storage;

namespace SupportBot.Settings;

// Held by a running host, since only one process may write the index. The operating system releases the lock when the
// process ends.
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "host.lock";

    // A command that checks for a host holds the file for a moment.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(500);

    private readonly FileLock _lock;

    private DataFolderLock(FileLock held) => _lock = held;

    public static DataFolderLock Take(string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
            FileLock? held = null;
            SpinWait.SpinUntil(() => (held = FileLock.TryTake(Path.Combine(full, FileName))) is not null, ProbeTimeout);
            return held is not null
                ? new DataFolderLock(held)
                : throw new SettingsException(
                    $"Another SupportBot already uses the data folder {full}. "
                        + "Stop it, or choose another folder with --data DIR.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"The data folder {full} cannot be used: {e.Message} Choose another with --data DIR.");
        }
    }

    public static bool IsHeld(string folder) => FileLock.IsHeld(Path.Combine(Path.GetFullPath(folder), FileName));

    public void Dispose() => _lock.Dispose();
}
