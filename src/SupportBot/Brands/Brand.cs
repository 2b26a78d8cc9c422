using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Language;
using SupportBot.Core.Voice;
using SupportBot.Models.Prompts;

namespace SupportBot.Brands;

internal sealed record Brand(
    string Name, BrandLook Look, IReadOnlyDictionary<string, Texts> Texts, BrandPrompts Prompts,
    Intents Intents, BrandSynonyms Synonyms, VoiceProfile Voice)
{
    public Texts In(string? language) => Texts[LanguageOf(language)];

    public string Named(string text) => text.Replace("{name}", Look.Name, StringComparison.Ordinal);

    public string LanguageOf(string? tag) =>
        tag is { Length: >= 2 } && Texts.ContainsKey(tag[..2].ToLowerInvariant()) ? tag[..2].ToLowerInvariant() : "en";
}
