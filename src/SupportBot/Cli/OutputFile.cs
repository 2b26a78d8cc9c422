using SupportBot.Settings;

namespace SupportBot.Cli;

internal static class OutputFile
{
    public static void Write(string file, string option, Action<string> write)
    {
        try
        {
            write(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"{file} cannot be written: {e.Message} Choose another place with {option} FILE.");
        }
    }
}
