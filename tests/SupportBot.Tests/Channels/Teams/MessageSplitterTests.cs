using System.Text;
using SupportBot.Channels.Teams;

namespace SupportBot.Tests.Channels.Teams;

public sealed class MessageSplitterTests
{
    [Fact]
    public void A_short_text_is_one_message() => Assert.Equal(["Short. [1]"], MessageSplitter.Split("Short. [1]", 300));

    [Fact]
    public void A_long_text_is_cut_between_paragraphs()
    {
        var paragraphs = Enumerable
            .Range(1, 9)
            .Select(i => $"Absatz {i}. {new string('ä', 60)}. Noch einer. [{i}]")
            .ToList();
        var parts = MessageSplitter.Split(string.Join("\n\n", paragraphs), 400);
        Assert.True(parts.Count > 1);
        Assert.Equal(paragraphs, parts.SelectMany(part => part.Split("\n\n")));
    }

    [Fact]
    public void A_number_stays_with_the_block_above_it()
    {
        var block = string.Join('\n', Enumerable.Range(1, 8).Select(i => $"- item {i} is here"));
        var parts = MessageSplitter.Split(string.Join("\n\n", Enumerable.Repeat($"{block}\n\n[1]", 6)), 500);
        Assert.True(parts.Count > 1);
        Assert.All(parts, part => Assert.False(part.StartsWith('[')));
    }

    [Fact]
    public void A_paragraph_that_is_too_long_is_cut_between_sentences_that_keep_their_numbers()
    {
        var text = string.Join(' ', Enumerable.Range(1, 60).Select(i => $"Satz Nummer {i} steht hier. [{i}]"));
        var parts = MessageSplitter.Split(text, 400);
        Assert.All(parts, part => Assert.Matches(@"^Satz .*\[\d+\]$", part));
        Assert.Equal(text, string.Join(' ', parts));
    }

    [Fact]
    public void Sentences_without_blanks_are_cut_apart_and_keep_their_numbers()
    {
        var text = string.Concat(Enumerable.Range(1, 60).Select(i => $"これは第{i}番目の文です。 [{i}]これは続きです。"));
        var parts = MessageSplitter.Split(text, 400);
        Assert.All(parts, part => Assert.Matches(@"^これは.*(。|\])$", part));
        Assert.Equal(text, string.Concat(parts));
    }

    [Fact]
    public void A_sentence_that_is_too_long_is_cut_between_words()
    {
        var text = string.Join(' ', Enumerable.Repeat("Wort", 300));
        var parts = MessageSplitter.Split(text, 300);
        Assert.All(parts, part => Assert.Matches("^Wort( Wort)*$", part));
        Assert.Equal(text, string.Join(' ', parts));
    }

    [Fact]
    public void A_code_block_that_is_cut_is_closed_and_opened_again()
    {
        var lines = Enumerable.Range(1, 80).Select(i => $"  line {i}").ToList();
        var parts = MessageSplitter.Split($"Run:\n\n```bash\n{string.Join('\n', lines)}\n```\n\n[1]", 400);
        Assert.All(parts, part => Assert.Null(TeamsCodeFence.OpenIn(part.Split('\n'))));
        Assert.All(parts.Skip(1), part => Assert.StartsWith("```bash\n  line", part, StringComparison.Ordinal));
        Assert.Equal(
            lines,
            parts
                .SelectMany(part => part.Split('\n'))
                .Where(line => line.StartsWith("  line", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(303)]
    public void No_surrogate_pair_is_cut(int room)
    {
        var text = string.Concat(Enumerable.Repeat("😀", 1000));
        var parts = MessageSplitter.Split(text, room);
        Assert.Equal(text, string.Concat(parts));
        Assert.All(parts, part => Assert.DoesNotContain(part.EnumerateRunes(), rune => rune == Rune.ReplacementChar));
    }

    [Fact]
    public void Room_is_counted_as_JSON_writes_a_text()
    {
        var parts = MessageSplitter.Split(new string('"', 1000), 300);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, 150));
        Assert.Equal(1000, parts.Sum(part => part.Length));
    }
}
