using SupportBot.Models.Prompts;

namespace SupportBot.Brands;

/// <summary>The brand that this host serves.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Look">How the bot is called and looks.</param>
/// <param name="Texts">Its texts by two-letter language code; English is always there.</param>
/// <param name="Prompts">What language models are told, where one is configured.</param>
internal sealed record Brand(
    string Name, BrandLook Look, IReadOnlyDictionary<string, Texts> Texts, BrandPrompts Prompts)
{
    /// <summary>The texts in a language, or in English where the brand does not have it.</summary>
    /// <param name="language">A language tag such as <c>de</c> or <c>de-AT</c>; null for English.</param>
    public Texts In(string? language) => Texts[LanguageOf(language)];

    /// <summary>The text with the bot's name where <c>{name}</c> stands.</summary>
    public string Named(string text) => text.Replace("{name}", Look.Name, StringComparison.Ordinal);

    /// <summary>
    /// The brand's language for a tag: its first two letters where there are texts for it, else <c>en</c>.
    /// </summary>
    public string LanguageOf(string? tag) =>
        tag is { Length: >= 2 } && Texts.ContainsKey(tag[..2].ToLowerInvariant()) ? tag[..2].ToLowerInvariant() : "en";
}
