using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Language;

namespace SupportBot.Tests.Answers;

/// <summary>The synonyms of a brand find and support what the documents say in other words.</summary>
public sealed class SynonymsTests
{
    private static readonly Chunk Factors = Shop.Page(
        "factors.md", "Two-factor authentication", "",
        "Scan the picture with your phone. A code of six digits then appears every half minute.");

    [Theory]
    [InlineData("2fa = two-factor authentication", "How do I set up 2FA?")]
    [InlineData("shibboleth, two factor authentication, key word", "What is a shibboleth?")]
    [InlineData("handshake => two-factor authentication", "What is the handshake?")]
    public async Task A_question_in_the_customers_words_finds_the_document(string rules, string question)
    {
        using var without = await Library.OfAsync([.. Shop.English, Factors]);
        using var with = await Library.WithSynonymsAsync(rules, [.. Shop.English, Factors]);

        var answer = await with.AskAsync(question);

        Assert.NotEqual(AnswerKind.Answered, (await without.AskAsync(question)).Kind);
        Assert.Equal((AnswerKind.Answered, "factors.md"), (answer.Kind, answer.Citations[0].DocumentId));
        Assert.Equal(question, answer.Evidence.Query);
        Assert.DoesNotContain("2fa", answer.Evidence.Missing);
    }

    [Fact]
    public void What_stands_for_something_is_not_meant_by_it()
    {
        var synonyms = BrandSynonyms.Parse("ac => air conditioning\nair conditioning = climate");
        Assert.Equal(
            [["climate"], ["air conditioning"]],
            synonyms.In("Air conditioning or AC", "en").Select(match => match.Others));
    }

    [Fact]
    public void A_file_has_limits()
    {
        var rules = string.Concat(Enumerable.Range(0, BrandSynonyms.MaxRules + 1).Select(i => $"a{i} = b{i}\n"));
        Assert.Equal(
            "line 1001: a file has at most 1000 rules.",
            Assert.Throws<FormatException>(() => BrandSynonyms.Parse(rules)).Message);
        Assert.StartsWith(
            "line 1: 'aaaaaaaaaaaaaaaaaaaa…' is longer than 60",
            Assert.Throws<FormatException>(() => BrandSynonyms.Parse($"b = {new string('a', 61)}")).Message,
            StringComparison.Ordinal);
    }
}
