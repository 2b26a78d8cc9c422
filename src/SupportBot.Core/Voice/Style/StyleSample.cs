using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Voice.Style;

/// <summary>A text of about 100 words, as far as style is concerned.</summary>
/// <param name="Text">Markdown.</param>
/// <param name="Tokens">Its words and punctuation, words with a topic masked.</param>
/// <param name="Traits">Lengths and rates; see <see cref="StyleTraits"/>.</param>
internal sealed record StyleSample(string Text, IReadOnlyList<string> Tokens, double[] Traits)
{
    /// <summary>Words of a sample: fewer tell too little of a style.</summary>
    public const int Words = 100;

    public static StyleSample Whole(string text, string language)
    {
        var voice = new VoiceText(text, language);
        var tokens = MaskedText.Tokens(voice.Prose, language);
        return new StyleSample(text, tokens, StyleTraits.Of(voice, language));
    }

    /// <summary>Texts joined, or cut at the ends of sentences, so that each has about as many words.</summary>
    public static IReadOnlyList<StyleSample> Of(IEnumerable<string> texts, string language, int words = Words)
    {
        List<StyleSample> samples = [];
        List<string> held = [];
        var count = 0;
        foreach (var piece in texts.SelectMany(text => Sentences.In(text).Select(span => text[span.Start..span.End])))
        {
            held.Add(piece);
            count += VoicePatterns.Word.Count(piece);
            if (count < words) continue;
            samples.Add(Whole(string.Join(' ', held), language));
            held.Clear();
            count = 0;
        }
        return samples;
    }
}
