using SupportBot.Models.Prompts;

namespace SupportBot.Brands;

// Texts are by two-letter language code; English is always present.
internal sealed record Brand(
    string Name, BrandLook Look, IReadOnlyDictionary<string, Texts> Texts, BrandPrompts Prompts)
{
    // English for a language that the brand does not have.
    public Texts In(string? language) => Texts[LanguageOf(language)];

    public string Named(string text) => text.Replace("{name}", Look.Name, StringComparison.Ordinal);

    // The first two letters of a tag such as de-AT if there are texts for them, else en.
    public string LanguageOf(string? tag) =>
        tag is { Length: >= 2 } && Texts.ContainsKey(tag[..2].ToLowerInvariant()) ? tag[..2].ToLowerInvariant() : "en";
}
