using System.Text.Json.Nodes;
using SupportBot.Core.Handoff;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>The customer's side over HTTP; agents act by the desk's commands.</summary>
public sealed class HandoffTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("handoff");

    [Fact]
    public async Task A_wish_for_a_person_as_the_first_message_opens_a_case_at_once_and_tells_the_place()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var said = (await visitor.PollAsync(3))[^1];
        Assert.Equal("I am passing you on to our team. Somebody will be with you in a moment.", Text(said["text"]));
        Assert.Equal(["Leave the queue"], Buttons(said));
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        Assert.Equal(
            (HandoffReason.CustomerRequest, "human", "en"), (waiting.Reason, waiting.Question, waiting.Language));
        var opened = Assert.Single(await rig.Cases.EventsAsync(0, null, 9, Cancel));
        Assert.Equal((CaseEventKind.Opened, waiting.Id), (opened.Kind, opened.CaseId));
    }

    [Fact]
    public async Task With_an_agent_in_charge_both_write_and_the_bot_is_silent_until_the_agent_ends_it()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var active = await rig.TalkToAnaAsync(visitor);
        Assert.Equal("Ana from our team is with you now.", Text((await visitor.PollAsync(4))[^1]["text"]));

        await rig.ReplyAsync(active, Ana, "Hello, how can I help?");
        var reply = (await visitor.PollAsync(5))[^1];
        Assert.Equal(
            ("Hello, how can I help?", "Ana", "agent"),
            (Text(reply["text"]), Text(reply["from"]!["name"]), Text(reply["from"]!["id"])));

        await visitor.SayAsync("What is the warranty?");
        await rig.EventAsync(active, CaseEventKind.CustomerWrote);
        Assert.Equal(6, (await visitor.PollAsync(6)).Count);
        Assert.Equal("human", Assert.Single(rig.Host.Answerer.Asked).Text);

        await rig.DoAsync(active, new CaseCommand.Resolve(Ana));
        var ended = (await visitor.PollAsync(7))[^1];
        Assert.StartsWith("Ana has ended the conversation.", Text(ended["text"]), StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5"], Buttons(ended));
        await visitor.SayAsync("How do I install it?");
        Assert.StartsWith(
            "Run the installer.", Text((await visitor.PollAsync(9))[^1]["text"]), StringComparison.Ordinal);
        // The bot begins anew: what was said before the agent took over is no context.
        Assert.Empty(rig.Host.Answerer.Asked.Last().History);
    }

    [Theory]
    [InlineData("staff", HandoffReason.UnsupportedRequest)]
    [InlineData("complaint", HandoffReason.Policy)]
    [InlineData("refuse", HandoffReason.MissingKnowledge)]
    public async Task A_person_is_offered_once_behind_the_answer_and_comes_only_with_consent(
        string message, HandoffReason reason)
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync(message);
        var said = await visitor.PollAsync(4);
        Assert.StartsWith("A text for", Text(said[^2]["text"]), StringComparison.Ordinal);
        Assert.Equal(["Talk to a person", "No, thanks"], Buttons(said[^1]));
        Assert.Equal(reason, (await rig.CaseAsync(visitor, CaseState.Offered)).Reason);

        await visitor.SendAsync(Press(said[^1], "Talk to a person"));
        await rig.CaseAsync(visitor, CaseState.Waiting);
        Assert.StartsWith(
            "I am passing you on", Text((await visitor.PollAsync(6))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offer_that_was_declined_or_ignored_is_not_repeated()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("refuse");
        await visitor.SayAsync("No thanks!");
        Assert.StartsWith("All right.", Text((await visitor.PollAsync(6))[^1]["text"]), StringComparison.Ordinal);
        await rig.CaseAsync(visitor, CaseState.Declined);
        await visitor.SayAsync("refuse");
        Assert.Equal("A text for no-evidence.", Text((await visitor.PollAsync(8))[^1]["text"]));

        using var other = await ArriveAsync(rig.Host);
        await other.SayAsync("refuse");
        await other.SayAsync("How do I install it?");
        await other.SayAsync("complaint");
        Assert.Equal("A text for complaint.", Text((await other.PollAsync(8))[^1]["text"]));
        // The offer stands, so a late yes is understood.
        await other.SayAsync("yes please");
        await rig.CaseAsync(other, CaseState.Waiting);
    }

    [Fact]
    public async Task A_press_of_another_conversation_or_repeated_does_nothing()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        using var stranger = await ArriveAsync(rig.Host);
        await visitor.SayAsync("refuse");
        var offer = (await visitor.PollAsync(4))[^1];
        await stranger.SendAsync(Press(offer, "Talk to a person"));
        await stranger.PollAsync(3);
        Assert.Null(await rig.Cases.FindLastAsync(stranger.Conversation, Cancel));
        Assert.Equal(CaseState.Offered, (await rig.CaseAsync(visitor, CaseState.Offered)).State);

        for (var i = 0; i < 3; i++) await visitor.SendAsync(Press(offer, "Talk to a person"));
        var active = await rig.DoAsync(
            await rig.CaseAsync(visitor, CaseState.Waiting), new CaseCommand.Claim(Ana));
        await visitor.SendAsync(Press(offer, "No, thanks"));
        await visitor.SayAsync("still here?");
        await visitor.PollAsync(10);
        Assert.Equal(active.Id, (await rig.CaseAsync(visitor, CaseState.Assigned)).Id);
        Assert.Equal(
            [CaseEventKind.Offered, CaseEventKind.Opened],
            (await rig.Cases.EventsAsync(0, active.Id, 9, Cancel)).Take(2).Select(each => each.Kind));
    }

    [Theory]
    [InlineData(false, "Nobody from our team is available right now")]
    [InlineData(true, "Our team is not at work right now. It is back on Monday, 2 March at 09:00.")]
    public async Task Where_nobody_can_take_it_that_is_said_and_nobody_is_offered(bool isClosed, string text)
    {
        // The clock stands on a Sunday.
        await using var rig = isClosed
            ? await StartAsync(_folder, [Ana], ("Handoff:Hours:0", "Mon-Fri 09:00-17:00"))
            : await StartAsync(_folder, []);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        Assert.Contains(text, Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
        await visitor.SayAsync("refuse");
        Assert.Empty(Buttons((await visitor.PollAsync(5))[^1]));
        Assert.Null(await rig.Cases.FindLastAsync(visitor.Conversation, Cancel));
    }

    [Fact]
    public async Task Waiting_customers_are_told_their_place_and_may_leave()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        await rig.Agents.SetWorkAsync(Ana, 1, [], [], Cancel);
        using var first = await ArriveAsync(rig.Host);
        using var second = await ArriveAsync(rig.Host);
        await rig.TalkToAnaAsync(first);
        await second.SayAsync("human");
        Assert.EndsWith(
            "You are number 1 in the queue.", Text((await second.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
        Assert.Equal(
            CaseRefusal.NoCapacity,
            Assert.IsType<CaseResult.Refused>(await rig.Desk.ExecuteAsync(
                (await rig.CaseAsync(second, CaseState.Waiting)).Id, new CaseCommand.Claim(Ana), Cancel)).Reason);

        await second.SayAsync("Hello?");
        await rig.EventAsync(await rig.CaseAsync(second, CaseState.Waiting), CaseEventKind.CustomerWrote);
        rig.Host.Clock.Advance(TimeSpan.FromSeconds(40));
        await second.SayAsync("Anybody?");
        var waiting = (await second.PollAsync(6))[^1];
        Assert.StartsWith("Our team has your message.", Text(waiting["text"]), StringComparison.Ordinal);
        await second.SendAsync(Press(waiting, "Leave the queue"));
        Assert.StartsWith(
            "You have left the queue.", Text((await second.PollAsync(8))[^1]["text"]), StringComparison.Ordinal);
        await second.SayAsync("How do I install it?");
        await second.PollAsync(10);
        Assert.Equal(["human", "human", "How do I install it?"], rig.Host.Answerer.Asked.Select(q => q.Text));
    }

    [Fact]
    public async Task The_wait_is_estimated_from_the_last_cases_and_only_when_enough_were_measured()
    {
        await using var rig = await StartAsync(_folder, [Ana], ("Handoff:AgentAbsenceSeconds", "3600"));
        await rig.Agents.SetWorkAsync(Ana, 1, [], [], Cancel);
        for (var i = 0; i < 5; i++)
        {
            using var customer = await ArriveAsync(rig.Host);
            var talk = await rig.TalkToAnaAsync(customer);
            rig.Host.Clock.Advance(TimeSpan.FromMinutes(4));
            await rig.DoAsync(talk, new CaseCommand.Resolve(Ana));
        }
        using var busy = await ArriveAsync(rig.Host);
        await rig.TalkToAnaAsync(busy);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        Assert.EndsWith(
            "You are number 1 in the queue. It takes about 4 minutes.",
            Text((await visitor.PollAsync(3))[^1]["text"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rating_is_kept_and_a_bad_one_asks_for_the_reason()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.DoAsync(talk, new CaseCommand.Resolve(Ana));
        await visitor.SendAsync(Press((await visitor.PollAsync(5))[^1], "2"));
        var why = (await visitor.PollAsync(7))[^1];
        Assert.Equal("I am sorry to hear that. What was the matter?", Text(why["text"]));
        await visitor.SendAsync(Press(why, "Not solved"));
        Assert.Equal("Thank you for telling us.", Text((await visitor.PollAsync(9))[^1]["text"]));
        var rated = await rig.CaseAsync(visitor, CaseState.Resolved);
        Assert.Equal((2, "Not solved"), (rated.Rating, rated.RatingReason));
    }

    [Fact]
    public async Task Whoever_asks_for_a_person_again_gets_the_same_case_reopened()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await rig.DoAsync(talk, new CaseCommand.Resolve(Ana));
        await visitor.SayAsync("human");
        var again = await rig.CaseAsync(visitor, CaseState.Waiting);
        Assert.Equal((talk.Id, null, null), (again.Id, again.AgentId, again.EndedAt));

        await rig.DoAsync(again, new CaseCommand.Claim(Ana));
        await rig.DoAsync(again, new CaseCommand.Resolve(Ana));
        rig.Host.Clock.Advance(TimeSpan.FromHours(25));
        await rig.Agents.SeeAsync(Ana, Cancel);
        using var returning = await ArriveAsync(rig.Host, visitor.Token);
        await returning.SayAsync("human");
        Assert.NotEqual(talk.Id, (await rig.CaseAsync(returning, CaseState.Waiting)).Id);
    }

    [Fact]
    public async Task A_thumb_down_is_followed_by_one_offer()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("How do I install it?");
        var answer = Text((await visitor.PollAsync(3))[^1]["id"]);
        for (var i = 0; i < 2; i++) await visitor.SendAsync(ThumbDown(answer));
        var offer = (await visitor.PollAsync(6)).Single(said => Buttons(said).Contains("Talk to a person"));
        Assert.Equal("Would you like to talk to a person from our team?", Text(offer["text"]));
        Assert.Equal("How do I install it?", (await rig.CaseAsync(visitor, CaseState.Offered)).Question);
    }

    [Fact]
    public async Task A_customer_who_writes_while_the_agent_ends_it_is_answered_by_the_bot()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        for (var i = 0; i < 10; i++)
        {
            using var visitor = await ArriveAsync(rig.Host);
            var talk = await rig.TalkToAnaAsync(visitor);
            await Task.WhenAll(
                visitor.SayAsync("One more question"),
                rig.Desk.ExecuteAsync(talk.Id, new CaseCommand.Resolve(Ana), Cancel));
            await rig.CaseAsync(visitor, CaseState.Resolved);
            // Either the agent got the message before the end, or the bot has answered it.
            var events = await rig.Cases.EventsAsync(0, talk.Id, 99, Cancel);
            var wasRelayed = events.Any(each => each.Kind == CaseEventKind.CustomerWrote);
            var said = await visitor.PollAsync(wasRelayed ? 6 : 7);
            Assert.Equal(wasRelayed ? 0 : 1, said.Count(each => Text(each["text"]).Contains("One more question.")));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject ThumbDown(string answer) => new()
    {
        ["type"] = "event", ["name"] = "webchat:activity-status/feedback", ["locale"] = "en-US",
        ["entities"] = new JsonArray(new JsonObject
        {
            ["type"] = "https://schema.org/Message", ["@type"] = "DislikeAction", ["@id"] = answer,
        }),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
