using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Voice;

/// <summary>
/// The part of a voice that needs no model: the brand's own words in place of others. Code, addresses, numbers, names,
/// what is in bold or in quotation marks, and marks of sources stay as they are.
/// </summary>
internal sealed class VoiceWriter
{
    private static readonly VoiceWriter Silent = new(LanguageVoice.Empty);

    private readonly Dictionary<string, VoiceWriter> _writers;
    private readonly LanguageVoice _voice;
    private readonly Regex? _words;
    private readonly IReadOnlyDictionary<string, string> _lexicon;

    public VoiceWriter(VoiceProfile profile)
        : this(LanguageVoice.Empty) =>
        _writers = profile.Languages.ToDictionary(voice => voice.Key, voice => new VoiceWriter(voice.Value));

    private VoiceWriter(LanguageVoice voice)
    {
        (_writers, _voice) = ([], voice);
        _lexicon = voice.Lexicon.ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (_lexicon.Count > 0)
            _words = Any(_lexicon.Keys);
    }

    /// <summary>Claims whose texts are in the brand's words; their quotes stay verbatim.</summary>
    public IReadOnlyList<Claim> Style(IReadOnlyList<Claim> claims) =>
        [.. claims.Select(claim => claim.Shape == ClaimShape.Code ? claim : claim with
        {
            Text = _writers.GetValueOrDefault(claim.Chunk.Language, Silent).Style(claim.Text),
        })];

    /// <summary>An answer between the brand's greeting and closing.</summary>
    public string Frame(string answer, string language)
    {
        var voice = _writers.GetValueOrDefault(language, Silent)._voice;
        return string.Join("\n\n", new[] { voice.Greeting, answer, voice.Closing }.Where(part => part.Length > 0));
    }

    private string Style(string markdown)
    {
        if (_words is null || !_words.IsMatch(markdown)) return markdown;
        var styled = new StringBuilder();
        var at = 0;
        var locked = VoiceText.Locked(markdown, isStrict: true);
        foreach (var (start, end) in locked.Append((markdown.Length, markdown.Length)))
        {
            if (start > at) styled.Append(_words.Replace(markdown[at..start], Replacement));
            if (end <= at) continue;
            styled.Append(markdown, Math.Max(at, start), end - Math.Max(at, start));
            at = end;
        }
        return styled.ToString();
    }

    // The longest first, so that a phrase is not taken for its first word.
    private static Regex Any(IEnumerable<string> words) => new(
        $@"\b(?:{string.Join('|', words.OrderByDescending(word => word.Length).Select(Regex.Escape))})\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A word in capitals is a name.
    private string Replacement(Match match)
    {
        var (word, replacement) = (match.Value, _lexicon[match.Value]);
        if (word.Length > 1 && word.Skip(1).Any(char.IsUpper)) return word;
        return char.IsUpper(word[0]) ? char.ToUpperInvariant(replacement[0]) + replacement[1..] : replacement;
    }
}
