using SupportBot.Core.Answers;
using SupportBot.Core.Language;

namespace SupportBot.Tests.Answers;

/// <summary>Questions and documents in several languages, without a model.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("How do I change my password?", "en")]
    [InlineData("Wie kann ich mein Passwort ändern?", "de")]
    [InlineData("Was ist die maximale Größe einer Datei in dem Archiv?", "de")]
    [InlineData("password reset", null)]
    [InlineData("Passwort vergessen", null)]
    [InlineData("Comment puis-je réinitialiser mon mot de passe ?", "fr")]
    [InlineData("¿Cómo puedo restablecer mi contraseña?", "es")]
    [InlineData("Hoe kan ik mijn wachtwoord wijzigen?", "nl")]
    [InlineData("Come posso cambiare la password?", "it")]
    [InlineData("", null)]
    public void A_language_is_told_only_where_it_is_sure(string text, string? language) =>
        Assert.Equal(language, Lexicon.SureLanguageOf([.. Words.Of(text).Select(word => word.Lower)]));

    [Theory]
    [InlineData("de", "Englisch, Französisch")]
    [InlineData("en", "English, French")]
    [InlineData("fr", "anglais, français")]
    public void Languages_are_named_in_the_readers_own(string reader, string names) =>
        Assert.Equal(names, LanguageNames.Of(["en", "fr"], reader));

    [Theory]
    [InlineData("Hat Harbour eine App für das iPhone?", "Englisch")]
    [InlineData("Est-ce que Harbour propose une application iPhone ?", "anglais")]
    public async Task A_refusal_names_the_languages_of_the_documents_to_someone_who_asks_in_another(
        string question, string language)
    {
        using var library = await Library.OfAsync(Shop.English);
        Assert.Equal($"refused in {language} Write to help@example.com.", (await library.AskAsync(question)).Text);
    }

    [Theory]
    [InlineData("Does Harbour have an iPhone app?")]
    [InlineData("iPhone app")]
    public async Task To_someone_who_asks_in_theirs_it_does_not(string question)
    {
        using var library = await Library.OfAsync(Shop.English);
        Assert.DoesNotContain("English", (await library.AskAsync(question)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_another_language_than_the_question_says_so()
    {
        using var library = await Library.OfAsync(Shop.English);
        var answer = await library.AskAsync("Kann ich Backups in OneDrive ablegen, und wo ist die AuthID?");
        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.EndsWith("\n\n*untranslated Englisch*", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_in_the_language_of_the_question_are_preferred()
    {
        using var library = await Library.OfAsync([
            .. Shop.English, .. Shop.German,
            Shop.Page("onedrive-de.md", "OneDrive", "", "Für OneDrive brauchen Sie eine AuthID.", language: "de"),]);
        Assert.Equal(
            "onedrive-de.md",
            Assert.Single((await library.AskAsync("Was brauche ich für die AuthID von OneDrive?")).Citations).DocumentId
        );
    }

    [Fact]
    public async Task A_language_that_was_mistaken_costs_no_answer()
    {
        using var library = await Library.OfAsync([.. Shop.English, .. Shop.German]);
        const string Question = "Die OneDrive AuthID in Harbour, die?";
        Assert.Equal("de", Lexicon.SureLanguageOf([.. Words.Of(Question).Select(word => word.Lower)]));
        var answer = await library.AskAsync(Question);
        Assert.Equal(AnswerKind.Answered, answer.Kind);
        Assert.Equal("onedrive.md", answer.Citations[0].DocumentId);
    }
}
