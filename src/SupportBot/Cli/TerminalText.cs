namespace SupportBot.Cli;

/// <summary>What customers wrote, made fit for a line of a terminal.</summary>
internal static class TerminalText
{
    /// <summary>On one line, with single spaces, and without control characters, by which a text could steer the terminal.</summary>
    public static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.Where(letter => !char.IsControl(letter)))));
}
