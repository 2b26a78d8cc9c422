using SupportBot.Elasticsearch.Engine.Searching;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Conformance.Elasticsearch.Engine;

public sealed class QuestionTextTests
{
    [Theory]
    [InlineData("How do I reset it?", "How do I reset it?")]
    [InlineData("", "")]
    [InlineData("?!", "?!")]
    public void A_question_is_sent_as_it_is(string question, string sent) =>
        Assert.Equal(sent, QuestionText.Beginning(question, 3));

    [Fact]
    public void Of_a_very_long_one_the_first_words_are_sent_fewer_where_they_are_searched_in_many_fields()
    {
        var question = string.Join(' ', Enumerable.Range(0, 5000).Select(i => $"w{i}"));
        Assert.EndsWith("w127", QuestionText.Beginning(question, 3), StringComparison.Ordinal);
        Assert.EndsWith("w15", QuestionText.Beginning(question, 60), StringComparison.Ordinal);
        Assert.Equal("w0", QuestionText.Beginning(question, 10_000));
    }

    [Fact]
    public void A_letter_of_a_script_without_spaces_is_a_word() =>
        Assert.Equal(128, QuestionText.Beginning(new string('恢', 500), 3).Length);

    [Fact]
    public void What_is_too_long_to_be_a_word_is_left_out() =>
        Assert.Equal("reset   please", QuestionText.Beginning($"reset {new string('x', 256)} please", 3));

    /// <summary>The query names no weights: it would have to, where the embedded engine weighed its fields.</summary>
    [Fact]
    public void All_fields_weigh_the_same_in_the_embedded_engine() =>
        Assert.All(LuceneFields.Texts, text => Assert.Equal(1, text.Weight));
}
