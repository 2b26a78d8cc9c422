using System.Text.RegularExpressions;

namespace SupportBot.Core.Voice;

/// <summary>
/// A regular expression of a profile. Matching takes linear time, which lookarounds and back references would not; the
/// automaton for it is large, so it is made with the first text.
/// </summary>
public sealed partial class VoicePattern
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Multiline;

    private readonly Lazy<Regex> _regex;

    /// <param name="pattern">The expression.</param>
    /// <param name="ignoreCase">Whether it matches in any case.</param>
    /// <exception cref="FormatException">It is no such expression; the message says what is wrong.</exception>
    public VoicePattern(string pattern, bool ignoreCase)
    {
        var options = ignoreCase ? Options | RegexOptions.IgnoreCase : Options;
        if (Unsupported.IsMatch(pattern))
            throw new FormatException($"'{pattern}' has a lookaround or a back reference, which would be slow");
        try
        {
            _ = new Regex(pattern, options);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message);
        }
        _regex = new Lazy<Regex>(() => new Regex(pattern, options | RegexOptions.NonBacktracking));
    }

    internal Regex Regex => _regex.Value;

    [GeneratedRegex(@"\(\?(?:<?[=!]|>|\()|(?<!\\)(?:\\\\)*\\[1-9k]")]
    private static partial Regex Unsupported { get; }
}
