namespace SupportBot.Core.Storage;

/// <summary>
/// An exclusive lock between processes on a file of its own. The operating system releases it when the process ends,
/// however it ends. The file stays: deleting it would let two processes lock two files of one name.
/// </summary>
public sealed class FileLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMacOS = 35;
    private const int SharingViolationOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, creating the file if it is absent.</summary>
    /// <returns>Null if another holder has it.</returns>
    /// <exception cref="IOException">The file cannot be created or opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write the file.</exception>
    public static FileLock? TryTake(string path)
    {
        try
        {
            // On Linux only FileShare.None takes an exclusive lock; other values take a shared one.
            return new FileLock(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            return null;
        }
    }

    /// <summary>
    /// Whether the lock is held. Checking takes a shared lock for a moment, so that checks do not see each other.
    /// </summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(path)) return false;
        try
        {
            using var probe = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
            return false;
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsHeldElsewhere(IOException e) =>
        e.HResult is WouldBlockOnLinux or WouldBlockOnMacOS or SharingViolationOnWindows;
}
