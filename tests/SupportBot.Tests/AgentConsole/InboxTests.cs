using System.Globalization;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.Commands;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.Parts;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Answers;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.AgentConsole;

public sealed class InboxTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_view_has_its_cases()
    {
        ListedCase[] open =
        [
            Listed("waiting", CaseState.Waiting, null), Listed("mine", CaseState.Active, "ana"),
            Listed("snoozed", CaseState.Snoozed, "ana"), Listed("ben's", CaseState.Assigned, "ben"),
        ];
        Assert.Equal(["waiting"], Ids(CaseFilter.Waiting));
        Assert.Equal(["mine", "snoozed"], Ids(CaseFilter.Mine));
        Assert.Equal(["waiting", "mine", "snoozed", "ben's"], Ids(CaseFilter.All));
        Assert.Equal(["ben's"], Ids(CaseFilter.Mentions));
        Assert.Empty(Ids(CaseFilter.Ended));

        IEnumerable<string> Ids(CaseFilter filter) =>
            CaseFilters.Select(filter, open, [], "ana", new HashSet<string> { "ben's" }).Select(each => each.Case.Id);
    }

    [Theory]
    [InlineData("Please see **this** [guide](https://guide.example/)", "Please see this guide")]
    [InlineData("It says <b>3 * 4 & low_water_mark</b>", "It says <b>3 * 4 & low_water_mark</b>")]
    public void The_list_shows_the_last_message_as_plain_text(string markdown, string text) =>
        Assert.Equal(text, MessageHtml.ToPlainText(markdown));

    [Fact]
    public void A_refusal_names_the_colleague()
    {
        var taken = Listed("1", CaseState.Assigned, "ben").Case;
        Assert.Equal(
            "Ben took this conversation a moment ago.",
            RefusalText.Of(new CaseResult.Refused(CaseRefusal.NotWaiting, taken), id => id == "ben" ? "Ben" : null));
        Assert.Equal(
            "This conversation has ended meanwhile.",
            RefusalText.Of(
                new CaseResult.Refused(CaseRefusal.NotWaiting, taken with { State = CaseState.Left }), _ => null));
    }

    [Fact]
    public async Task Commands_are_found_by_words_and_run_by_keys()
    {
        var ran = new List<string>();
        var list = new CommandList();
        var resolve = new ConsoleCommand("r", "Resolve", "Conversation", () => Ran("resolve"), "Alt+E");
        var note = new ConsoleCommand("n", "Write a note", "Conversation", () => Ran("note"), "Alt+P");
        using (list.Add(() => [note, resolve]))
        {
            Assert.Equal([resolve], list.Find("resol conv"));
            Assert.True(await list.RunAsync("Alt+E"));
            Assert.False(await list.RunAsync("Alt+X"));
        }
        Assert.Empty(list.Find(""));
        Assert.Equal(["resolve"], ran);

        Task Ran(string what)
        {
            ran.Add(what);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void A_suggestion_marks_internal_sentences_and_leaves_out_their_sources()
    {
        var answer = new Answer(
            AnswerKind.Answered, "Press the button. [1] The master code is 0000. [2] Then wait. [1][2]",
            [Citation(1, Audience.Public), Citation(2, Audience.Internal)],
            new Evidence("", 0, null, 0, [], ""), new Timings(0, 0, 0), []);
        var text = SuggestedReply.Write(answer);
        Assert.Equal(
            "Press the button. [1] [INTERNAL] The master code is 0000. [INTERNAL] Then wait."
                + "\n\n[1]: <https://a.example/1> \"T: S\"",
            text);
    }

    [Fact]
    public void A_suggestion_answers_only_what_the_customer_wrote_since_an_agent_wrote()
    {
        ThreadItem[] items =
        [
            Said(1, ThreadAuthor.Customer, "How do I clean it?"), Said(2, ThreadAuthor.Agent, "With a brush."),
            Said(3, ThreadAuthor.Customer, "Thanks"), Said(4, ThreadAuthor.Bot, "Anna takes over now."),
            Said(5, ThreadAuthor.Customer, ""), Said(6, ThreadAuthor.Customer, "How long does it take?"),
        ];
        Assert.Equal(["How long does it take?", "Thanks"], SuggestedReply.Unanswered(items));
        Assert.Empty(SuggestedReply.Unanswered(items.Take(2)));
    }

    [Theory]
    [InlineData("Hello {customer}, this is {agent}.", "Ben", "Hello Ben, this is Ana.")]
    [InlineData("Hello {customer}, this is {agent}.", "", "Hello, this is Ana.")]
    [InlineData("Thank you for writing, {customer}. Bye!", "", "Thank you for writing. Bye!")]
    [InlineData("{customer}, this is {agent}.", "", "this is Ana.")]
    [InlineData("One moment.\n{customer}", "", "One moment.\n")]
    public void A_saved_reply_addresses_the_customer_by_name_if_there_is_one(
        string text, string customer, string expected) =>
        Assert.Equal(expected, new CannedReply("r", text).For("Ana", customer));

    [Fact]
    public void History_speaks_to_the_agent_who_reads_it()
    {
        Assert.Equal("Given to you", Words(CaseEventKind.Transferred, ConsoleTexts.You));
        Assert.Equal("Given to Ben", Words(CaseEventKind.Transferred, "Ben"));
        Assert.Equal(
            "Back in the queue, because you went offline or did not reply",
            Words(CaseEventKind.Released, ConsoleTexts.You));
        Assert.Equal(
            "Back in the queue, because Ben went offline or did not reply", Words(CaseEventKind.Released, "Ben"));
    }

    [Fact]
    public void A_snoozed_case_says_until_when()
    {
        var until = Noon.AddDays(1);
        var snoozed = Listed("1", CaseState.Snoozed, "ana").Case with { SnoozedUntil = until };
        Assert.Equal("Snoozed until 30 Nov 12:00", CaseWords.Of(snoozed, BrowserClock.Utc, Noon));
        Assert.Equal("Active", CaseWords.Of(snoozed with { State = CaseState.Active }, BrowserClock.Utc, Noon));
        Assert.Equal(
            "Ben snoozed it until 30 Nov 12:00",
            Words(CaseEventKind.Snoozed, "Ben", until.ToString("O", CultureInfo.InvariantCulture)));
        Assert.Equal("Ben snoozed it", Words(CaseEventKind.Snoozed, "Ben"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](https://evil.example/x.png)")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<a href='https://a.example' onclick='alert(1)'>x</a>")]
    public void A_message_cannot_do_anything(string markdown)
    {
        var html = MessageHtml.Render(markdown).Value;
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<a href='", html, StringComparison.OrdinalIgnoreCase);
    }

    private static string Words(CaseEventKind kind, string agent, string text = "") => CaseWords.Of(
        new ThreadItem.CaseChange(new CaseEvent(1, "k", "c", 1, kind, "x", text, Noon), agent), BrowserClock.Utc, Noon);

    private static ThreadItem.Message Said(long number, ThreadAuthor author, string text) =>
        new(number, Noon, author, "", text, default, [], $"{number}");

    private static Citation Citation(int number, Audience audience) =>
        new(number, "T", "S", "d.md", $"https://a.example/{number}", "q", audience);

    private static ListedCase Listed(string id, CaseState state, string? agent) => new(
        new SupportCase
        {
            Id = id, ConversationId = id, Number = 1, State = state, Reason = HandoffReason.CustomerRequest,
            Question = "?", Language = "en", AgentId = agent, OpenedAt = Noon, CustomerAt = Noon,
        }, "webchat", "u", "", "?");
}
