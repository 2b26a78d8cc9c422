using System.Globalization;

namespace SupportBot.Cli;

/// <summary>Times as our JSON writes them: ISO 8601 in UTC, to the millisecond.</summary>
internal static class JsonTime
{
    /// <param name="milliseconds">Since the beginning of 1970.</param>
    public static string Of(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
