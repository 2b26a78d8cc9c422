namespace SupportBot.Settings;

// Each message names the wrong setting and how to fix it. Ends the program with exit code 2.
internal sealed class SettingsException(params IReadOnlyList<string> messages) : Exception(
    string.Join(Environment.NewLine, messages))
{
    public IReadOnlyList<string> Messages { get; } = messages;
}
