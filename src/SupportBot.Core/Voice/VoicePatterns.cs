using System.Text.RegularExpressions;

namespace SupportBot.Core.Voice;

internal static partial class VoicePatterns
{
    /// <summary>
    /// Marks of sources, addresses, names of files, numbers with what is attached, and words with capitals inside.
    /// </summary>
    [GeneratedRegex(
        @"\[\d{1,3}\]|\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\bv?\d[\w.,:/%-]*|\b\w*\p{Ll}\p{Lu}\w*\b"
            + @"|\b\w+(?:[._/\\-]\w+)*\.(?:md|json|ya?ml|txt|html?|exe|dll|sh|log|xml|csv|png|jpe?g|pdf|zip)\b",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    public static partial Regex Fixed { get; }

    [GeneratedRegex(
        "\"[^\"\n]{1,200}\"|“[^”\n]{1,200}”|„[^“\n]{1,200}“|«[^»\n]{1,200}»", RegexOptions.NonBacktracking)]
    public static partial Regex Quoted { get; }

    [GeneratedRegex(@"\n[ \t]*(?:\r?\n[ \t]*)+", RegexOptions.NonBacktracking)]
    public static partial Regex Gap { get; }

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’-]*", RegexOptions.NonBacktracking)]
    public static partial Regex Word { get; }

    [GeneratedRegex("[aeiouyäöüàâéèêëîïôûùáíóúãõ]+", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    public static partial Regex Vowels { get; }
}
