namespace SupportBot.Tests.Answers.Understanding;

/// <summary>Sixty messages for each language that no example was written from; prints what was mistaken.</summary>
public sealed class HeldOutMessagesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("messages.en.txt")]
    [InlineData("messages.de.txt")]
    public void The_wish_for_a_human_and_talk_are_told_from_questions(string file)
    {
        var all = HeldOut.Read(file).Select(line => (Wanted: line[0], Text: line[1], Got: HeldOut.Topic(line[1])))
            .ToList();
        var (recall, isFalse) = (Share("human", "human"), Share("human", "human", negated: true));
        var talk = all.Where(message => message.Wanted is not ("human" or "question")).ToList();
        var right = (double)talk.Count(message => message.Got == message.Wanted) / talk.Count;
        var lost = all.Count(message => message.Wanted == "question" && message.Got != "question");
        output.WriteLine($"{file}: {all.Count} messages; wish for a human: recall {recall:0.00}, false {isFalse:0.00}; "
            + $"other talk right {right:0.00}; questions taken for talk {lost}");
        foreach (var (wanted, text, got) in all.Where(message => message.Got != message.Wanted))
            output.WriteLine($"  {wanted} taken for {got}: {text}");

        Assert.Equal(60, all.Count);
        Assert.True(recall >= 0.95, $"recall {recall:0.00}");
        Assert.True(isFalse <= 0.02, $"false {isFalse:0.00}");
        Assert.True(right >= 0.85, $"other talk {right:0.00}");
        Assert.Equal(0, lost);

        double Share(string wanted, string got, bool negated = false)
        {
            var of = all.Where(message => (message.Wanted == wanted) != negated).ToList();
            return (double)of.Count(message => message.Got == got) / of.Count;
        }
    }

    [Fact]
    public void So_are_their_siblings()
    {
        var all = HeldOut.Read("siblings.txt").SelectMany(line => HeldOut.Expand(line[1])
            .Select(text => (Wanted: line[0], Text: text, Got: HeldOut.Topic(text)))).ToList();
        foreach (var topic in all.GroupBy(message => message.Wanted))
        {
            var wrong = topic.Where(message => message.Got != message.Wanted).ToList();
            output.WriteLine($"{topic.Key}: {topic.Count() - wrong.Count} of {topic.Count()}");
            foreach (var (_, text, got) in wrong.Take(20)) output.WriteLine($"  taken for {got}: {text}");
        }
        var wishes = all.Where(message => message.Wanted == "human").ToList();
        var others = all.Where(message => message.Wanted != "human").ToList();
        Assert.True(wishes.Count(message => message.Got == "human") >= 0.95 * wishes.Count);
        Assert.True(others.Count(message => message.Got == "human") <= 0.02 * others.Count);
        Assert.True(others.Count(message => message.Got == message.Wanted) >= 0.9 * others.Count);
    }
}
