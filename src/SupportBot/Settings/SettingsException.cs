namespace SupportBot.Settings;

/// <summary>A setting is wrong; each message names it and says how to mend it. It ends the program with exit code 2.</summary>
internal sealed class SettingsException(params IReadOnlyList<string> messages) : Exception(string.Join(Environment.NewLine, messages))
{
    /// <summary>One for each wrong setting.</summary>
    public IReadOnlyList<string> Messages { get; } = messages;
}
