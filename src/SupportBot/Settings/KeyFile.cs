namespace SupportBot.Settings;

/// <summary>A key in a file of its own, made once and kept; only its owner may read the file.</summary>
internal static class KeyFile
{
    /// <summary>The text of the file, made where there is none.</summary>
    /// <param name="file">Its whole path.</param>
    /// <param name="make">Makes a key.</param>
    /// <exception cref="SettingsException">The file cannot be used.</exception>
    public static string ReadOrMake(string file, Func<string> make)
    {
        try
        {
            if (!File.Exists(file)) Make(file, make());
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be used: {e.Message}");
        }
    }

    /// <summary>Moved into place whole, so that a crash leaves no half of a key.</summary>
    private static void Make(string file, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file + ".new", options)) writer.WriteLine(key);
        File.Move(file + ".new", file);
    }
}
