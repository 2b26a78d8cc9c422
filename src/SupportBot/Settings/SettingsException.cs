namespace SupportBot.Settings;

/// <summary>A setting is wrong; the message names it and says how to mend it. It ends the program with exit code 2.</summary>
internal sealed class SettingsException(string message) : Exception(message);
