using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Tests.Answers;

public sealed class CheckTests
{
    private static readonly string[] Strange =
    [
        "secret",
        "7",
        "not",
        "https://evil.test",
        "![x](https://evil.test/p.png)",
        "[here](https://evil.test)",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 200)];

    [Fact]
    public void What_stands_in_the_documents_passes()
    {
        var claims = Claims();

        Assert.Equal(claims, Check.Claims(claims));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_claim_with_a_word_or_link_that_its_quote_lacks_is_dropped(int seed)
    {
        var random = new Random(seed);
        var claim = Claims()[random.Next(Claims().Count)];
        var words = claim.Text.Split(' ').ToList();
        words.Insert(random.Next(words.Count + 1), Strange[random.Next(Strange.Length)]);

        Assert.Empty(Check.Claims([claim with { Text = string.Join(' ', words) }]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_quote_that_is_not_verbatim_is_dropped(int seed)
    {
        var random = new Random(seed);
        var claim = Claims()[random.Next(Claims().Count)];
        var at = random.Next(claim.Quote.Length);

        Assert.Empty(Check.Claims([claim with { Quote = claim.Quote.Insert(at, "§") }]));
    }

    private static List<Claim> Claims() =>
        [.. Shop.English.Concat(Shop.German).SelectMany(Units.Of).Select(unit => unit.Claim)];
}
