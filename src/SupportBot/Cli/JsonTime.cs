using System.Globalization;

namespace SupportBot.Cli;

internal static class JsonTime
{
    // Milliseconds since the Unix epoch.
    public static string Of(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
