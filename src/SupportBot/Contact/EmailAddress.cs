using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportBot.Contact;

internal static partial class EmailAddress
{
    public const int MaxLength = 254;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    // Returns the address with its domain in ASCII; null if it is none. Names, comments, quotes and lists of addresses
    // are refused, so that nothing of them reaches a mail's header.
    public static string? Normalize(string? text)
    {
        var address = text?.Trim() ?? "";
        if (address.Length > MaxLength || !Shape().IsMatch(address)) return null;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        try
        {
            var normalized = $"{address[..at]}@{Idn.GetAscii(address[(at + 1)..]).ToLowerInvariant()}";
            return normalized.Length <= MaxLength ? normalized : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@"
        + @"[\p{L}\p{N}-]{1,63}(\.[\p{L}\p{N}-]{1,63})+\z")]
    private static partial Regex Shape();
}
