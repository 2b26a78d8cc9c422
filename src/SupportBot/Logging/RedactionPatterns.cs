using System.Text.RegularExpressions;

namespace SupportBot.Logging;

// Narrow patterns for ambiguous numbers: times, versions, ids and counts must stay readable in a log.
internal static partial class RedactionPatterns
{
    // Settings whose values are secrets.
    [GeneratedRegex(@"(?:Key|Keys:\d+|Password|Secret|Secrets:\d+)$", RegexOptions.IgnoreCase)]
    public static partial Regex SecretSetting { get; }

    [GeneratedRegex(@"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,20}PRIVATE KEY-----|$)")]
    public static partial Regex PrivateKey { get; }

    // After Bearer or Basic. Ordinary words there contain neither digits nor inner capitals.
    [GeneratedRegex(
        @"\b(Bearer|Basic)[ :]{1,2}(?=[\w.~+/=-]*(?:\d|(?-i:[a-z][A-Z])))[\w.~+/=-]{6,}", RegexOptions.IgnoreCase)]
    public static partial Regex Credentials { get; }

    [GeneratedRegex(
        @"\beyJ[\w-]{8,}(?:\.[\w-]+){1,2}|\b(?:(?:sk|pk|rk)-[\w-]{16,}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}"
        + @"|github_pat_\w{30,}|xox[abeprs]-[\w-]{10,}|AIza[\w-]{35})")]
    public static partial Regex Token { get; }

    // A name that announces a secret. Without an equals sign only a value with a digit counts; the rest is prose.
    [GeneratedRegex(
        """\b((?:api|access|account|shared ?access|private|signing)[-_ ]?key"""
        + """|(?:client[-_ ]?)?secret|password|passwort|pwd|(?:access[-_ ]?|refresh[-_ ]?)?token|AccountKey)"""
        + """("?\s*=\s*"?(?=[^\s])|(?:"?\s*:\s*"?|\s+(?:is|ist|lautet)\s+)(?=[^\s"',;]*\d))"""
        + """[^\s"',;&\]]{4,}""",
        RegexOptions.IgnoreCase)]
    public static partial Regex NamedSecret { get; }

    // Query strings can contain texts and tickets.
    [GeneratedRegex(@"\?[\w.~%$-]+=[^\s""'<>)\]]*")]
    public static partial Regex Query { get; }

    [GeneratedRegex(@"[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\p{L}{2,24}(?![\w.-]*@)")]
    public static partial Regex Email { get; }

    // Teams users and their one-to-one conversations.
    [GeneratedRegex(@"(?<![\w:])(?:29|a):1[\w-]{20,}")]
    public static partial Regex TeamsUser { get; }

    [GeneratedRegex(@"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")]
    public static partial Regex Iban { get; }

    // Starts with an issuer's digits; times in milliseconds start differently.
    [GeneratedRegex(
        @"(?<![\w.-])(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|3[47]\d\d|3[068]\d\d|6[05]\d\d|6011)"
        + @"(?:[ -]?\d){9,15}(?![\w-]|\.\d)")]
    public static partial Regex Card { get; }

    // Four numbers are an IPv4 address unless called a version; hexadecimal groups are an IPv6 address if they parse as
    // one.
    [GeneratedRegex(
        @"(?<![\w.-]|(?<!/)/|\bv|version[ =:""]{1,3})\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)"
        + @"|(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{0,4}|\d{1,3}(?:\.\d{1,3}){3})(?![\w:]|\.\d)",
        RegexOptions.IgnoreCase)]
    public static partial Regex Ip { get; }

    // Phone numbers: with a country code, German or British with an area code, American in three groups, or at least
    // eight digits that are called a phone number.
    [GeneratedRegex(
        """
        (?<![\w+.:/-])(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0?\d{1,5}\)[ ./-]?)?\d{1,5}(?:[ ./-]?\d{1,8}){1,5}(?![\w-])
        |(?<![\w+.:/-])(?:\(0[1-9]\d{1,4}\)[ ]?|0[1-9]\d{1,4}[ /-]{1,3})\d{2,8}(?:[ -]?\d{2,5}){0,3}(?![\w:.-]*\d)
        |(?<![\w+.:/-])01[567]\d{8,9}(?![\w-])
        |(?<![\w+.:/-])(?:1[ .-])?(?:\(\d{3}\)[ ]?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w-])
        |(?<=\b(?:tel|phone|call|mobile|cell|fax|telefon|handy|mobil|ruf|anruf|rufnummer|telefonnummer)\b[^\n\d]{0,20})
            \d[\d ()/-]{6,16}\d(?![\w-])
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Phone { get; }
}
