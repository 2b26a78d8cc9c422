using SupportBot.Embedded.Bm25;

namespace SupportBot.Tests.Embedded;

public sealed class FineLengthBm25Tests
{
    [Fact]
    public void Lengths_up_to_128_tokens_are_kept_exactly() =>
        Assert.All(
            Enumerable.Range(1, 128),
            length => Assert.Equal(length, FineLengthBm25.LengthOf(FineLengthBm25.Encode(length))));

    [Fact]
    public void Longer_texts_are_kept_within_two_percent()
    {
        for (var length = 129; length < 18_000; length += 7)
            Assert.InRange(FineLengthBm25.LengthOf(FineLengthBm25.Encode(length)) / length, .98f, 1.02f);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_000, 255)]
    [InlineData(int.MaxValue, 255)]
    public void The_ends_are_held(int length, byte code) => Assert.Equal(code, FineLengthBm25.Encode(length));

    [Fact]
    public void A_longer_text_never_has_a_smaller_code() =>
        Assert.All(
            Enumerable.Range(1, 30_000),
            length => Assert.True(FineLengthBm25.Encode(length) >= FineLengthBm25.Encode(length - 1)));

    [Fact]
    public void Rare_words_weigh_more_and_longer_texts_dampen_more()
    {
        Assert.True(FineLengthBm25.Tuned.Rarity(1, 100) > FineLengthBm25.Tuned.Rarity(50, 100));
        Assert.True(FineLengthBm25.Tuned.Rarity(100, 100) > 0);
        var dampings = FineLengthBm25.Tuned.Dampings(averageLength: 40);
        Assert.Equal(1.2f, dampings[40], 1e-5f);
        Assert.Equal(dampings.Skip(1).Order(), dampings.Skip(1));
    }
}
