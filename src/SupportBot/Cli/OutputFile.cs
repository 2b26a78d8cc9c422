using SupportBot.Settings;

namespace SupportBot.Cli;

/// <summary>Files that a command was told to write.</summary>
internal static class OutputFile
{
    /// <param name="file">Where.</param>
    /// <param name="option">The option that named it.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="SettingsException">It cannot be written.</exception>
    public static void Write(string file, string option, Action<string> write)
    {
        try
        {
            write(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be written: {e.Message} Choose another place with {option} FILE.");
        }
    }
}
