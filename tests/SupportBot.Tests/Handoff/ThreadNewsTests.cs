using System.Text;
using SupportBot.Core.Handoff;
using SupportBot.Desks.Teams;

namespace SupportBot.Tests.Handoff;

public sealed class ThreadNewsTests
{
    private static readonly DeskThread Thread = new() { CaseId = "c", ConversationId = "v", Shown = 4, Sequence = 2 };

    [Fact]
    public void Files_of_the_customer_are_linked_and_pictures_shown_where_Teams_can_open_them()
    {
        const string files = """
            {"type":"message","text":"See <this>","attachments":[
                {"contentType":"image/png","contentUrl":"in-log/1","name":"a\"b.png"},
                {"contentType":"application/pdf","contentUrl":"in-log/2","name":"bill.pdf"},
                {"contentType":"image/svg+xml","contentUrl":"in-log/3","name":"c.svg"}]}
            """;
        var news = Of([Entry(5, files)], address => $"https://bot.example.com/{address}");
        Assert.Equal(
            "<b>Ann:</b> See &lt;this&gt;<br><a href=\"https://bot.example.com/in-log/1\">File: a&quot;b.png</a>"
                + "<br><a href=\"https://bot.example.com/in-log/2\">File: bill.pdf</a>"
                + "<br><a href=\"https://bot.example.com/in-log/3\">File: c.svg</a>", news.Text);
        Assert.Equal(["https://bot.example.com/in-log/1"], news.Pictures.Select(picture => picture.ContentUrl));
        Assert.DoesNotContain("href", Of([Entry(5, files)], _ => null).Text, StringComparison.Ordinal);
        Assert.Empty(Of([Entry(5, files)], _ => null).Pictures);
    }

    [Fact]
    public void What_does_not_fit_into_a_message_waits_for_the_next_and_nothing_is_left_out()
    {
        var entries = Enumerable.Range(5, 30).Select(i => Entry(i, Message(new string('&', 1500) + i))).ToList();
        var (thread, shown, messages) = (Thread, 4L, 0);
        while (shown < 34)
        {
            var news = Of([.. entries.Where(entry => entry.Number > shown)], _ => null, thread);
            Assert.InRange(news.Text.Length, 1, 40_000);
            Assert.InRange(news.Through, shown + 1, 34);
            (thread, shown, messages) = (thread with { Shown = news.Through }, news.Through, messages + 1);
        }
        Assert.InRange(messages, 8, 30);
    }

    [Fact]
    public void What_was_written_in_the_thread_is_not_repeated_there()
    {
        var news = Of([Entry(5, Message("Hello")) with { SenderId = "agent:ana", ClientId = "teams:1" }], _ => null);
        Assert.True(news.IsKnown);
        Assert.Equal(5, news.Through);
        Assert.Equal(
            "<b>ana (in the console):</b> Hello",
            Of([Entry(5, Message("Hello")) with { SenderId = "agent:ana" }], _ => null).Text);
    }

    private static ThreadNews Of(
        IReadOnlyList<SentEntry> entries, Func<string, string?> addressOf, DeskThread? thread = null) =>
        ThreadNews.Of(thread ?? Thread, entries, [], "Ann", name => name, addressOf);

    private static SentEntry Entry(long number, string json) =>
        new(number, "visitor", null, Encoding.UTF8.GetBytes(json));

    private static string Message(string text) => $$"""{"type":"message","text":"{{text}}"}""";
}
