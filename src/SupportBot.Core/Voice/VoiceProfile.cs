using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Voice;

/// <summary>How a brand writes: its rules, and the words that it prefers.</summary>
public sealed record VoiceProfile
{
    /// <summary>That of a brand without a profile: nothing is checked or replaced.</summary>
    public static VoiceProfile None { get; } = new();

    /// <summary>The first 12 hexadecimal digits of the profile's SHA-256; empty for <see cref="None"/>.</summary>
    public string Version { get; init; } = "";

    /// <summary>A few adjectives, such as "warm".</summary>
    public IReadOnlyList<string> Traits { get; init; } = [];

    /// <summary>Whom the brand writes for; empty if it does not say.</summary>
    public string Audience { get; init; } = "";

    /// <summary>By the two-letter code of the language.</summary>
    public IReadOnlyDictionary<string, LanguageVoice> Languages { get; init; } =
        new Dictionary<string, LanguageVoice>();

    /// <summary>The voice in a language; one without rules where the profile does not have the language.</summary>
    public LanguageVoice In(string language) => Languages.GetValueOrDefault(language) ?? LanguageVoice.Empty;
}

/// <summary>How a brand writes in one language.</summary>
public sealed record LanguageVoice
{
    public static LanguageVoice Empty { get; } = new();

    /// <summary>Stands before an answer, as a paragraph of its own; empty for nothing.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>Stands behind an answer, as a paragraph of its own; empty for nothing.</summary>
    public string Closing { get; init; } = "";

    /// <summary>
    /// Sentences that claim nothing, such as "Happy to help!": an answer may have them without a source.
    /// </summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];

    /// <summary>Words with those that the brand writes in their place, which mean the same in every sentence.</summary>
    public IReadOnlyDictionary<string, string> Lexicon { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<VoiceRule> Rules { get; init; } = [];

    /// <summary>Texts that have the voice, to show it to a model and to measure others by them.</summary>
    public IReadOnlyList<string> Exemplars { get; init; } = [];

    /// <summary>Whether a sentence is one of the phrases, or of the greeting or the closing.</summary>
    /// <param name="sentence">Without marks of sources. Case and marks at its end do not matter.</param>
    internal bool IsPhrase(string sentence) => Key(sentence) is { Length: > 0 } key
        && Phrases.Append(Greeting).Append(Closing).Any(text =>
            Sentences.In(text).Any(span => Key(text[span.Start..span.End]) == key));

    private static string Key(string sentence) => sentence.Trim().TrimEnd('.', '!', '?', ' ').ToLowerInvariant();
}

/// <summary>How much a violation weighs.</summary>
public enum VoiceLevel
{
    Suggestion = 1,
    Warning = 2,
    Error = 4,
}

/// <summary>A text that breaks a rule.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Level">The rule's level.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Offset">Where it begins in the text, from 0; the end of the text where something is missing.</param>
/// <param name="Length">Characters of the text that it is about; 0 for the text as a whole.</param>
public sealed record VoiceViolation(string Rule, VoiceLevel Level, string Message, int Offset, int Length);
