using SupportBot.Core.Language;

namespace SupportBot.Core.Answers;

/// <summary>The bot's texts, in the language in which a customer reads them.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Language">Two-letter code.</param>
internal sealed record Wording(AnswerTexts Texts, string Language)
{
    /// <param name="source">All texts.</param>
    /// <param name="language">
    /// The language of the customer's message, where it matters; null for that of the chat.
    /// </param>
    /// <param name="chat">The language of the chat, which there are texts in.</param>
    public static Wording In(AnswerTextsSource source, string? language, string chat) =>
        language is not null && source(language) is { } own ? new(own, language) : new(source(chat)!, chat);

    /// <summary>A text that names languages.</summary>
    public string Naming(string text, params IEnumerable<string> languages) =>
        Texts.WithContact(text).Replace("{languages}", LanguageNames.Of(languages, Language), StringComparison.Ordinal);
}
