using System.Globalization;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Clients send back what they were given: the number of the newest entry that they have.</summary>
internal static class Watermark
{
    public const string Mend =
        "The watermark is none that this server gave. Send the last one you received, or leave it empty for everything "
            + "from the start.";

    /// <param name="given">As sent; empty, absent and <c>-</c> (Azure's sign for all) are 0.</param>
    /// <param name="after">The number.</param>
    public static bool TryRead(string? given, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(given)
            || given == "-"
            || long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }
}
