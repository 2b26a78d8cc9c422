using SupportBot.Core.Storage;

namespace SupportBot.Settings;

/// <summary>
/// Held by a running host: one host at a time uses a data folder, since it alone writes the index there.
/// The operating system frees the lock when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "host.lock";

    /// <summary>A command that asks whether a host runs holds the file for a moment.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromMilliseconds(500);

    private readonly FileLock _lock;

    private DataFolderLock(FileLock held) => _lock = held;

    /// <exception cref="SettingsException">Another host holds the folder, or it cannot be written.</exception>
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
                    $"Another SupportBot already uses the data folder {full}. Stop it, or choose another folder with --data DIR.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The data folder {full} cannot be used: {e.Message} Choose another with --data DIR.");
        }
    }

    /// <summary>Whether a host runs with this data folder.</summary>
    public static bool IsHeld(string folder) => FileLock.IsHeld(Path.Combine(Path.GetFullPath(folder), FileName));

    public void Dispose() => _lock.Dispose();
}
