using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.Tests.Teams;

public sealed class MentionTests
{
    private const string Bot = "28:bot";

    [Theory]
    [InlineData("<at>Ada</at> how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("<AT>ADA</AT>   how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("Hello <at>Ada</at> how do I start?", "<at>Ada</at>", "Hello how do I start?")]
    [InlineData("Hello <at>Ada</at>, how do I start?", "<at>Ada</at>", "Hello, how do I start?")]
    [InlineData("How do I start, <at>Ada</at>?", "<at>Ada</at>", "How do I start,?")]
    [InlineData("<at>Ada</at>&nbsp;how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("<at>Ada</at>\u00A0how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("<at id=\"0\">Ada</at> how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("<at>Ada</at> how <at>Ada</at> do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("Hello\n<at>Ada</at> start", "<at>Ada</at>", "Hello\nstart")]
    [InlineData("Hello<at>Ada</at>start", "<at>Ada</at>", "Hello start")]
    [InlineData("@Ada how do I start?", "@ada", "how do I start?")]
    [InlineData("<at>Ada</at> what does <at> mean?", "<at>Ada</at>", "what does <at> mean?")]
    [InlineData("<at>Ada</at> is <at>Bob</at> right?", "<at>Ada</at>", "is <at>Bob</at> right?")]
    [InlineData("how do I start?", "<at>Ada</at>", "how do I start?")]
    [InlineData("<at>Ada</at>", "<at>Ada</at>", "")]
    [InlineData("<at></at> start", "<at></at>", "<at></at> start")]
    [InlineData("<at>Ada</at> start", null, "start")]
    [InlineData("<at>A.*a</at> <at>Ada</at> start", "<at>A.*a</at>", "<at>Ada</at> start")]
    public void The_bots_own_mention_goes_and_all_else_stays(string text, string? mention, string expected) =>
        Assert.Equal(expected, Message(text, (Bot, "Ada", mention)).RemoveMentionsOfRecipient());

    [Theory]
    [InlineData("<at>R&amp;D bot</at> start", null)]
    [InlineData("<at>R&D bot</at> start", null)]
    [InlineData("<at>R&amp;D bot</at> start", "<at>R&amp;D bot</at>")]
    [InlineData("<at>R&amp;D bot</at> start", "<at>R&D bot</at>")]
    public void A_name_with_an_ampersand_is_found_escaped_or_not(string text, string? mention) =>
        Assert.Equal("start", Message(text, (Bot, "R&D bot", mention)).RemoveMentionsOfRecipient());

    [Fact]
    public void Without_an_entity_the_text_is_the_users_own()
    {
        var message = Message("<at>Ada</at> is how I write it");
        Assert.Equal("<at>Ada</at> is how I write it", message.RemoveMentionsOfRecipient());
        Assert.False(message.IsRecipientMentioned());
    }

    [Fact]
    public void Others_keep_their_names()
    {
        var message = Message(
            "<at>Ada</at> ask <at>Bob Q</at>, or <at>ann</at>.", (Bot, "Ada", "<at>Ada</at>"),
            ("29:b", "Bob Query", "<at>Bob Q</at>"), ("29:c", null, "<at>Ann</at>"));
        Assert.True(message.IsRecipientMentioned());
        message.RemoveMentionsOfRecipient();
        Assert.Equal("ask Bob Query, or Ann.", message.ReplaceMentionsWithNames());
    }

    [Fact]
    public void A_message_of_nothing_but_blanks_and_mentions_is_read_in_no_time()
    {
        var text =
            string.Concat(Enumerable.Repeat("<at>Ada</at>" + new string(' ', 100), 1000)) + new string(' ', 100_000);
        Assert.Equal("", Message(text, (Bot, "Ada", "<at>Ada</at>")).RemoveMentionsOfRecipient());
    }

    [Theory]
    [InlineData("a", "a", "aa")]
    [InlineData("<at>x</at>", "<at>x</at>", "<at>x</at><at>x</at>")]
    [InlineData("aba", "a", "ab")]
    public void A_name_that_mentions_again_is_put_in_once_however_many_mentions_there_are(
        string text, string words, string name)
    {
        var mentions = Enumerable.Range(0, 60).Select(i => ($"29:{i}", (string?)name, (string?)words)).ToArray();
        Assert.Equal(
            text.Replace(words, name, StringComparison.Ordinal), Message(text, mentions).ReplaceMentionsWithNames());
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(9, 10)]
    [InlineData(3, 4)]
    [InlineData(0, 1)]
    public void A_text_that_names_would_make_too_long_is_cut_behind_the_limit(int longest, int length) =>
        Assert.Equal("0123401234"[..length], Message("xx", ("29:a", "01234", "x")).ReplaceMentionsWithNames(longest));

    [Fact]
    public void The_longer_of_two_names_that_begin_alike_is_meant()
    {
        var message = Message("@Ann Lee @Ann", ("29:a", "2", "@Ann"), ("29:b", "1", "@Ann Lee"));
        Assert.Equal("1 2", message.ReplaceMentionsWithNames());
    }

    [Fact]
    public void Blanks_that_are_themselves_a_mention_break_nothing() =>
        Assert.Equal("x", Message("x&nbsp;&nbsp; &nbsp;", (Bot, "Ada", "&nbsp;")).RemoveMentionsOfRecipient());

    [Fact]
    public void A_mention_of_ours_stands_in_the_text_word_for_word()
    {
        const string markup = "<at>T &amp; &lt;J&gt;</at>";
        var message = MessageFactory.Text($"{markup} have a look");
        message.Entities = [new Mention(new ChannelAccount("29:b", "T & <J>"), markup)];
        var written = JsonNode.Parse(Encoding.UTF8.GetString(ActivityJson.Write(message)))!;
        Assert.Equal("<at>T &amp; &lt;J&gt;</at> have a look", (string?)written["text"]);
        Assert.Equal(
            """{"type":"mention","mentioned":{"id":"29:b","name":"T & <J>"},"text":"<at>T &amp; &lt;J&gt;</at>"}""",
            written["entities"]![0]!.ToJsonString(
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        message.Recipient = new ChannelAccount { Id = "29:b" };
        Assert.Equal("have a look", message.RemoveMentionsOfRecipient());
    }

    private static Activity Message(string text, params (string Id, string? Name, string? Text)[] mentions) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        Recipient = new ChannelAccount { Id = Bot },
        Entities = [new Entity { Type = "clientInfo" }, .. mentions.Select(m => Entity(m.Id, m.Name, m.Text))],
    };

    private static Entity Entity(string id, string? name, string? text)
    {
        var mention = new Entity("mention");
        mention.SetAs(new Mention(new ChannelAccount(id, name), text));
        return mention;
    }
}
