using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Dialogs;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Dialogs;

/// <summary>Only what the customer wrote in this very message is the question.</summary>
public sealed class MessageTextTests : IDisposable
{
    private const string Quote =
        "<blockquote itemscope itemtype=\"http://schema.skype.com/Reply\" itemid=\"17\"><strong itemprop=\"mri\" "
        + "itemid=\"8:orgid:x\">Ann</strong><span itemprop=\"time\" itemid=\"17\"></span>"
        + "<p itemprop=\"preview\">What does it cost?</p></blockquote>";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("text-");

    [Theory]
    [InlineData("How&nbsp;do I start?", "How do I start?")]
    [InlineData("What&#39;s new?", "What's new?")]
    [InlineData("Wo&auml;hle ich &quot;Start&quot; &amp; Ende?", "Woähle ich \"Start\" & Ende?")]
    [InlineData("&lt;b&gt; or &#x3C;i&#x3E;?", "<b> or <i>?")]
    [InlineData("AT&T and R&D; why?", "AT&T and R&D; why?")]
    [InlineData("&nbsp;&#160; \u00A0", "")]
    [InlineData("5 &lt; 7 &unknown; x", "5 < 7 &unknown; x")]
    public void Entities_are_read_as_the_characters_that_they_stand_for(string text, string expected) =>
        Assert.Equal(expected, MessageText.Read(Message(text), 2000));

    [Theory]
    [InlineData("<at>Bot</at> how do I start?", "how do I start?")]
    [InlineData("how do I <at>Bot</at> start?", "how do I start?")]
    [InlineData("how do I start? <at>Bot</at>", "how do I start?")]
    [InlineData("<at>Bot</at>&nbsp;how&nbsp;do I start?", "how do I start?")]
    public void The_bots_mention_is_removed_wherever_it_stands(string text, string expected)
    {
        var message = Message(text);
        message.Recipient = new ChannelAccount("28:bot", "Bot");
        message.Entities = [new Mention(new ChannelAccount("28:bot", "Bot"), "<at>Bot</at>")];
        Assert.Equal(expected, MessageText.Read(message, 2000));
    }

    [Theory]
    [InlineData("<p>And how long?</p>", "And how long?")]
    [InlineData("<div>And <b>how</b> long&nbsp;&amp; far?</div>", "And how long & far?")]
    [InlineData("And<br>how long?", "And\nhow long?")]
    [InlineData("", "")]
    public void The_quote_of_an_earlier_message_is_no_part_of_the_question(string html, string expected)
    {
        var message = Message("Ann What does it cost? And how long?");
        message.Attachments = [new Attachment { ContentType = "text/html", Content = Quote + html }];
        Assert.Equal(expected, MessageText.Read(message, 2000));
        Assert.Equal(expected, MessageText.Read(Message(Quote + html), 2000));
        Assert.Equal(
            expected,
            MessageText.Read(
                Message(html.Length > 0 ? $"<quoted messageId=\"17\"/>{expected}" : "<quoted messageId=\"17\"/>"),
                2000));
    }

    [Fact]
    public void A_quote_and_a_mention_may_come_together()
    {
        var message = Message("Ann What does it cost? Bot and how long?");
        message.Recipient = new ChannelAccount("28:bot", "Bot");
        message.Entities = [new Mention(new ChannelAccount("28:bot", "Bot"), "<at>Bot</at>")];
        message.Attachments =
        [
            new Attachment
            {
                ContentType = "text/html",
                Content = $"{Quote}<p><at id=\"0\">Bot</at>&nbsp;and how long?</p>",
            },
        ];
        Assert.Equal("and how long?", MessageText.Read(message, 2000));
    }

    [Fact]
    public void HTML_that_quotes_nothing_leaves_the_text_as_it_is()
    {
        var message = Message("plain <b> text");
        message.Attachments = [new Attachment { ContentType = "text/html", Content = "<blockquote>mine</blockquote>" }];
        Assert.Equal("plain <b> text", MessageText.Read(message, 2000));
        message.Attachments = [new Attachment { ContentType = "text/html", Content = new JObject() }, new Attachment()];
        Assert.Equal("plain <b> text", MessageText.Read(message, 2000));
    }

    [Fact]
    public void Whatever_comes_is_read_in_no_time()
    {
        var random = new Random(17);
        string[] parts =
        [
            "<at>",
            "</at>",
            "<quoted ",
            "/>",
            "&",
            "&#",
            ";",
            "<blockquote itemtype=\"schema.skype.com/Reply\">",
            "</blockquote>",
            "<p>",
            "\0",
            "\ud83d\ude00",
            "a",
            " ",
        ];
        for (var i = 0; i < 300; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(2000)).Select(_ => parts[random.Next(parts.Length)]));
            var message = Message(text[..Math.Min(text.Length, 4900)]);
            message.Attachments = [new Attachment { ContentType = "text/html", Content = text }];
            Assert.DoesNotContain('\0', MessageText.Read(message, 2000));
        }
    }

    [Theory]
    [InlineData(":-)")]
    [InlineData("…")]
    [InlineData("™ ©")]
    public async Task Marks_alone_ask_nothing_and_never_bring_the_last_answer_again(string text)
    {
        await using var host = await ChatHost.StartAsync(_folder);
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.SayAsync("How do I start?");
        await visitor.PollAsync(3);
        await visitor.SayAsync(text);
        var replies = await visitor.PollAsync(5);
        Assert.Single(host.Answerer.Asked);
        Assert.NotEqual(replies[2]["text"]!.ToJsonString(), replies[4]["text"]!.ToJsonString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
