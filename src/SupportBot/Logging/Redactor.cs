using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SupportBot.Logging;

// Replaces personal data and secrets by their kind: [email], [phone], [iban], [card], [ip], [user], [query], [secret].
// Names of people cannot be recognized by form; we log none. Known secrets of the installation are always replaced.
internal sealed class Redactor(IReadOnlyCollection<string> secrets)
{
    // Shorter secrets would match ordinary words.
    private const int ShortestSecret = 8;

    private readonly string[] _secrets =
        [.. secrets.Where(secret => secret.Length >= ShortestSecret).OrderByDescending(secret => secret.Length)];

    public static Redactor Of(IConfiguration configuration) => new(
        [.. configuration.AsEnumerable()
            .Where(setting => setting.Value is not null && RedactionPatterns.SecretSetting.IsMatch(setting.Key))
            .Select(setting => setting.Value!)]);

    // Returns the same object if there was nothing to replace.
    public string Redact(string text)
    {
        foreach (var secret in _secrets) text = text.Replace(secret, "[secret]", StringComparison.Ordinal);
        text = RedactionPatterns.PrivateKey.Replace(text, "[secret]");
        text = RedactionPatterns.Credentials.Replace(text, "$1 [secret]");
        text = RedactionPatterns.Token.Replace(text, "[secret]");
        text = RedactionPatterns.NamedSecret.Replace(text, "$1$2[secret]");
        text = RedactionPatterns.Query.Replace(text, "?[query]");
        text = RedactionPatterns.Email.Replace(text, "[email]");
        text = RedactionPatterns.TeamsUser.Replace(text, "[user]");
        text = RedactionPatterns.Iban.Replace(text, match => IsIban(match.Value) ? "[iban]" : match.Value);
        text = RedactionPatterns.Card.Replace(text, match => IsCard(match.Value) ? "[card]" : match.Value);
        text = RedactionPatterns.Ip.Replace(text, match => IsIp(match.Value) ? "[ip]" : match.Value);
        return RedactionPatterns.Phone.Replace(text, match => IsPhone(match.Value) ? "[phone]" : match.Value);
    }

    // ISO 13616: digits with letters counted from 10, the first four characters last, modulo 97.
    private static bool IsIban(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal);
        if (letters.Length is < 15 or > 34) return false;
        var remainder = 0;
        foreach (var letter in letters[4..] + letters[..4])
            remainder = (char.IsAsciiDigit(letter)
                ? remainder * 10 + (letter - '0')
                : remainder * 100 + (letter - 'A' + 10)) % 97;
        return remainder == 1;
    }

    // The issuer's number of digits, and the Luhn check.
    private static bool IsCard(string text)
    {
        var digits = text.Where(char.IsAsciiDigit).Select(digit => digit - '0').ToList();
        var isLong =
            (digits[0], digits.Count) is (4, 13 or 16 or 19) or (2 or 5, 16) or (3, 14 or 15) or (6, >= 16 and <= 19);
        return isLong && digits.AsEnumerable().Reverse().Select(
            (digit, i) => i % 2 == 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9).Sum() % 10 == 0;
    }

    // Loopback addresses identify nobody.
    private static bool IsIp(string text) =>
        IPAddress.TryParse(text, out var address)
            && (address.AddressFamily == AddressFamily.InterNetwork || text.Count(c => c == ':') > 1)
        && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any);

    private static bool IsPhone(string text) =>
        text.Count(char.IsAsciiDigit) is >= 8 and <= 15
        && !DateTime.TryParse(
            text.AsSpan(0, Math.Min(10, text.Length)), CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
