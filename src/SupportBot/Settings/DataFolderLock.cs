namespace SupportBot.Settings;

/// <summary>
/// Held by a running host: one host at a time uses a data folder, since it alone writes the index there.
/// The operating system frees the lock when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "host.lock";

    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="SettingsException">Another host holds the folder, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
            return new DataFolderLock(new FileStream(Path.Combine(full, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && Directory.Exists(full))
        {
            throw new SettingsException($"Another SupportBot already uses the data folder {full}. Stop it, or choose another folder with --data DIR.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The data folder {full} cannot be used: {e.Message} Choose another with --data DIR.");
        }
    }

    /// <summary>Whether a host runs with this data folder.</summary>
    public static bool IsHeld(string folder)
    {
        var file = Path.Combine(Path.GetFullPath(folder), FileName);
        if (!File.Exists(file)) return false;
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void Dispose() => _file.Dispose();
}
