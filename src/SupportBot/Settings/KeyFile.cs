namespace SupportBot.Settings;

// A key file that only its owner may read.
internal static class KeyFile
{
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

    // Moves the complete file into place, so that a crash leaves no partial key.
    private static void Make(string file, string key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(file + ".new", options)) writer.WriteLine(key);
        File.Move(file + ".new", file);
    }
}
