using System.Globalization;

namespace SupportBot.BotFramework.DirectLine;

// The number of the newest entry that a client has. Empty, absent and - (Azure's sign for all) are 0.
internal static class Watermark
{
    public const string InvalidMessage =
        "This server did not issue the watermark. Send the last one you received, or leave it empty for everything "
            + "from the start.";

    public static bool TryRead(string? given, out long after)
    {
        after = 0;
        return string.IsNullOrEmpty(given)
            || given == "-"
            || long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out after);
    }
}
