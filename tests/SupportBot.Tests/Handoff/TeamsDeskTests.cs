using BigGustave;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Desks.Teams;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams.TeamsService;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>What is particular to a desk in a channel of Teams.</summary>
public sealed class TeamsDeskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("teams-desk-");

    [Fact]
    public async Task The_card_follows_the_case_and_what_customers_write_has_no_markup()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        var waiting = rig.Card(thread);
        Assert.Contains(TeamsDeskTexts.Waiting, waiting, StringComparison.Ordinal);
        Assert.Contains(TeamsDeskCard.ClaimVerb, waiting, StringComparison.Ordinal);
        Assert.DoesNotContain(TeamsDeskCard.ResolveVerb, waiting, StringComparison.Ordinal);

        var (type, card) = await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        Assert.EndsWith("adaptive", type, StringComparison.Ordinal);
        await rig.ShownAsync(talk);
        Assert.Equal(card.ToJsonString(), rig.Card(thread));
        Assert.Contains("Ana talks to the customer", card.ToJsonString(), StringComparison.Ordinal);

        await visitor.SayAsync("<at>Ben</at> [click](https://evil.example) <b>now</b>\nplease");
        await rig.Desk.EventAsync(talk, CaseEventKind.CustomerWrote);
        await rig.ShownAsync(talk);
        var relayed = rig.Teams.Requests[^1];
        Assert.EndsWith(
            "&lt;at&gt;Ben&lt;/at&gt; [click](https://evil.example) &lt;b&gt;now&lt;/b&gt;<br>please", relayed.Text,
            StringComparison.Ordinal);
        Assert.StartsWith("<at>Ana</at> ", relayed.Text, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Forged_and_replayed_buttons_and_people_of_other_teams_do_nothing()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana, Ben]);
        var (visitor, talk, thread) = await rig.AskAsync();
        var (other, second, secondThread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        using var ben = rig.Agent(Ben);
        using var stranger = rig.Agent("eve");

        Assert.Equal(TeamsDeskTexts.NotMember, await RefusalAsync(stranger, thread, TeamsDeskCard.ClaimVerb, talk.Id));
        foreach (var id in new[] { second.Id, "", null, new string('a', 5000) })
            Assert.Equal(TeamsDeskTexts.OtherThread, await RefusalAsync(ana, thread, TeamsDeskCard.ClaimVerb, id));
        foreach (var verb in new[] { "", "desk/delete", TeamsDeskCard.ResolveVerb + "x" })
            Assert.Equal(TeamsDeskTexts.OtherThread, await RefusalAsync(ana, thread, verb, talk.Id));
        await stranger.SayAsync(thread, "I am from another team");
        Assert.Equal(CaseState.Waiting, (await rig.Desk.Cases.FindAsync(talk.Id, Cancel))!.State);

        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        Assert.Contains(
            "Ana", await RefusalAsync(ben, thread, TeamsDeskCard.ClaimVerb, talk.Id), StringComparison.Ordinal);
        Assert.Contains(
            "Ana", await RefusalAsync(ben, thread, TeamsDeskCard.ResolveVerb, talk.Id), StringComparison.Ordinal);
        await ana.PressAsync(thread, TeamsDeskCard.ResolveVerb, talk.Id);
        foreach (var verb in new[] { TeamsDeskCard.ClaimVerb, TeamsDeskCard.ResolveVerb, TeamsDeskCard.ReleaseVerb })
            Assert.NotEqual("", await RefusalAsync(ana, thread, verb, talk.Id));
        Assert.Equal(CaseState.Resolved, (await rig.Desk.Cases.FindAsync(talk.Id, Cancel))!.State);
        Assert.Equal(CaseState.Waiting, (await rig.Desk.Cases.FindAsync(second.Id, Cancel))!.State);
        await rig.ShownAsync(talk);
        Assert.DoesNotContain(rig.Texts(secondThread), text => text.Length > 0);
        await foreach (var page in visitor.PagesAsync())
            Assert.DoesNotContain("another team", page, StringComparison.Ordinal);
        visitor.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_client_without_new_actions_sends_the_fallback_and_is_told_privately_why_it_is_refused()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana, Ben]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        using var ben = rig.Agent(Ben);
        await ana.SubmitAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await TeamsDeskRig.UntilAsync(async () => (await rig.Desk.Cases.FindAsync(talk.Id, Cancel))!.AgentId == Ana);
        await ben.SubmitAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await TeamsDeskRig.UntilAsync(() => rig.Channel.Targeted.Count == 1);
        var (member, told) = rig.Channel.Targeted[0];
        Assert.Equal("29:ben", member);
        Assert.Contains("Ana", told.Text("text"), StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Who_does_not_own_the_case_writes_notes_and_is_told_so_where_nobody_else_reads_it()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana, Ben]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ben = rig.Agent(Ben);
        await ben.SayAsync(thread, "Looks like a refund");
        await TeamsDeskRig.UntilAsync(() => rig.Channel.Targeted.Count == 1);
        Assert.Equal(("29:ben", TeamsDeskTexts.ClaimFirst), Told(rig, 0));

        rig.Channel.SupportsTargeted = false;
        await ben.SayAsync(thread, "And to another person");
        await TeamsDeskRig.UntilAsync(() => rig.Teams.Requests.Any(
            request => request.ConversationId.StartsWith("a:", StringComparison.Ordinal)));
        await TeamsDeskRig.UntilAsync(() => rig.Teams.Read(() => rig.Teams.ChatOf("29:ben").Messages.Count) == 1);
        Assert.Equal(TeamsDeskTexts.ClaimFirst, rig.Teams.ChatOf("29:ben").Messages.Values.First().Text("text"));
        Assert.Equal(
            ["In Teams: Looks like a refund", "In Teams: And to another person"],
            (await rig.Desk.Cases.EventsAsync(0, talk.Id, 99, Cancel))
                .Where(each => each.Kind == CaseEventKind.Noted).Select(each => each.Text));
        await foreach (var page in visitor.PagesAsync())
            Assert.DoesNotContain("refund", page, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task Corrections_and_withdrawals_of_what_reached_the_customer_reach_the_customer()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        var id = await ana.SayAsync(thread, "It takes 5 days");
        await visitor.PollAsync(5);
        await ana.EditAsync(thread, id, "It takes 7 days");
        await visitor.PollAsync(6);
        await ana.DeleteAsync(thread, id);
        Assert.Equal(
            ["It takes 5 days", "Correction: It takes 7 days", "Please disregard my message “It takes 5 days”."],
            (await visitor.PollAsync(7)).Skip(4).Select(said => Text(said["text"])));
        await ana.EditAsync(thread, "1766000000999", "Never sent");
        await ana.SayAsync(thread, "Last");
        Assert.Equal("Last", Text((await visitor.PollAsync(8))[^1]["text"]));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_picture_in_the_thread_reaches_the_customer_and_what_is_no_picture_does_not()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        var address = rig.Teams.PictureUrl;
        rig.Teams.Picture = PngBuilder.Create(4, 4, hasAlphaChannel: false).Save();
        await ana.SendPictureAsync(thread, "Press here", address, "image/png");
        var shown = await visitor.PollAsync(6);
        Assert.Equal("Press here", Text(shown[4]["text"]));
        Assert.Equal("image/png", Text(shown[5]["attachments"]![0]!["contentType"]));
        foreach (var (wrong, type) in new[]
        {
            ("https://evil.example/a.png", "image/png"), ("http://169.254.169.254/", "image/png"),
            (address, "application/pdf"), (address + "/none", "image/png"), (address, "image/svg+xml"),
        })
        {
            var before = rig.Channel.Targeted.Count;
            await ana.SendPictureAsync(thread, "", wrong, type);
            await TeamsDeskRig.UntilAsync(() => rig.Channel.Targeted.Count > before);
        }
        await ana.SayAsync(thread, "Last");
        Assert.Equal("Last", Text((await visitor.PollAsync(7))[^1]["text"]));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_question_to_the_bot_is_answered_from_internal_documents_to_the_one_who_asks()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await rig.ShownAsync(talk);
        await ana.SayAsync(thread, "How long may a refund take?", mentions: true);
        await TeamsDeskRig.UntilAsync(() => rig.Channel.Targeted.Count == 1);
        Assert.Equal(
            ("29:ana", "Run the installer. [1] That answers How long may a refund take?."), Told(rig, 0));
        Assert.Contains(Audience.Internal, rig.Desk.Host.Answerer.Asked.Last().Audiences);
        await ana.SayAsync(thread, "Seven days.");
        await visitor.PollAsync(5);
        await foreach (var page in visitor.PagesAsync())
            Assert.DoesNotContain("How long may", page, StringComparison.Ordinal);
        Assert.DoesNotContain(rig.Texts(thread), text => text.StartsWith("Run the", StringComparison.Ordinal));
        visitor.Dispose();
    }

    [Fact]
    public async Task Without_consent_to_read_all_messages_a_reply_mentions_the_bot_and_a_question_begins_with_ask()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana], ("TeamsApp:ReadChannelMessages", "false"));
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await ana.SayAsync(thread, "Hello, Ana here", mentions: true);
        Assert.Equal("Hello, Ana here", Text((await visitor.PollAsync(5))[^1]["text"]));
        await ana.SayAsync(thread, "Ask how long does it take?", mentions: true);
        await TeamsDeskRig.UntilAsync(() => rig.Channel.Targeted.Count == 1);
        Assert.Contains("how long does it take?", Told(rig, 0).Text, StringComparison.Ordinal);
        visitor.Dispose();
    }

    [Fact]
    public async Task In_a_storm_of_429_everything_arrives_once_and_in_order()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await rig.ShownAsync(talk);
        rig.Channel.Storm(30);
        for (var i = 0; i < 8; i++) await visitor.SayAsync($"m{i}");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Count == 8);
        await rig.ShownAsync(talk);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"m{i}"), rig.Texts(thread));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_case_that_ends_while_its_card_waits_for_the_limits_gets_no_thread()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, []);
        var messages = rig.Desk.Host.Services.GetRequiredService<ThreadMessages>();
        var taken = new List<IDisposable>();
        for (var i = 0; i < 7; i++) taken.Add(await messages.WaitForRoomAsync(Cancel));
        using var first = await ArriveAsync(rig.Desk.Host);
        await first.SayAsync("human");
        await rig.Desk.DoAsync(await rig.Desk.CaseAsync(first, CaseState.Waiting), new CaseCommand.Leave());
        foreach (var request in taken) request.Dispose();
        var (second, _, thread) = await rig.AskAsync();
        Assert.Equal(thread, Assert.Single(rig.Channel.Threads).Id);
        second.Dispose();
    }

    [Fact]
    public async Task The_channel_counts_as_staffed_again_after_a_pause_without_any_case()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, []);
        rig.Channel.ForgivenCalls = 12;
        rig.Channel.RemoveBot();
        using var visitor = await ArriveAsync(rig.Desk.Host);
        await visitor.SayAsync("human");
        await TeamsDeskRig.UntilAsync(async () => !await StaffedAsync(rig));
        await rig.Desk.DoAsync(await rig.Desk.CaseAsync(visitor, CaseState.Waiting), new CaseCommand.Leave());
        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await StaffedAsync(rig));
        Assert.Empty(rig.Channel.Threads);
    }

    [Fact]
    public async Task Removed_from_the_team_the_desk_asks_seldom_and_goes_on_when_it_is_back()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, []);
        var (visitor, talk, thread) = await rig.AskAsync();
        await rig.ShownAsync(talk);
        Assert.True(await StaffedAsync(rig));
        rig.Channel.ForgivenCalls = 12;
        rig.Channel.RemoveBot();
        await visitor.SayAsync("one");
        await TeamsDeskRig.UntilAsync(async () => !await StaffedAsync(rig));
        await visitor.SayAsync("two");
        var until = rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(8);
        await TeamsDeskRig.UntilAsync(() =>
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(2));
            return rig.Clock.GetUtcNow() > until;
        });
        rig.Channel.AddBot();
        await rig.ShownAsync(talk);
        Assert.Equal(["one", "two"], rig.Texts(thread));
        Assert.True(await StaffedAsync(rig));
        visitor.Dispose();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    public async Task What_may_have_arrived_is_not_sent_again_and_the_agents_see_that(int status)
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        await rig.ShownAsync(talk);
        rig.Teams.Provoke(
            request => request.Text.Contains("lost?", StringComparison.Ordinal),
            TeamsAnswer.Error(status, "InternalServerError", "Try again."));
        await visitor.SayAsync("lost?");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Count == 1);
        await visitor.SayAsync("next");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Count == 2);
        Assert.Contains(TeamsDeskTexts.Unconfirmed, rig.Texts(thread)[0], StringComparison.Ordinal);
        Assert.Equal("next", rig.Texts(thread)[1]);
        Assert.Single(rig.Teams.Requests, request => request.Text.Contains("lost?", StringComparison.Ordinal));
        visitor.Dispose();
    }

    [Fact]
    public async Task After_a_crash_nothing_is_lost_or_repeated_and_what_was_being_sent_is_named()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        await rig.ShownAsync(talk);
        await visitor.SayAsync("before");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Count == 1);
        await rig.ShownAsync(talk);
        var row = (await rig.Threads.FindAsync(talk.Id, Cancel))!;
        // As if the host had ended between noting and sending.
        await rig.Threads.BeginRelayAsync(talk.Id, row.Shown, row.Sequence);
        await rig.CrashAsync();
        using var back = await ArriveAsync(rig.Desk.Host, visitor.Token);
        await back.SayAsync("after");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Contains("after"));
        await rig.ShownAsync(talk);
        Assert.Equal(["before", "after"], rig.Texts(thread).Where(text => text is "before" or "after"));
        Assert.Contains(rig.Texts(thread), text => text.Contains(TeamsDeskTexts.Unconfirmed, StringComparison.Ordinal));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_first_card_that_may_have_arrived_is_named_by_the_second_which_becomes_the_thread()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        rig.Teams.Provoke(
            request => request.ConversationId.Length == 0, TeamsAnswer.Error(504, "Timeout", "Gateway timeout."));
        var (visitor, talk, thread) = await rig.AskAsync();
        Assert.Contains(TeamsDeskTexts.MaybeTwice, rig.Card(thread), StringComparison.Ordinal);
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await ana.SayAsync(thread, "Here I am");
        Assert.Equal("Here I am", Text((await visitor.PollAsync(5))[^1]["text"]));
        visitor.Dispose();
    }

    [Fact]
    public async Task A_thread_that_somebody_deleted_is_begun_anew_with_what_the_customer_wrote()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana]);
        var (visitor, talk, thread) = await rig.AskAsync();
        await visitor.SayAsync("one");
        await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Count == 1);
        rig.Teams.Provoke(
            request => request.Text.Contains("two", StringComparison.Ordinal),
            TeamsAnswer.Error(404, "ConversationNotFound", "Conversation not found."));
        await visitor.SayAsync("two");
        await TeamsDeskRig.UntilAsync(() => rig.Channel.Threads.Count == 2);
        await rig.ShownAsync(talk);
        Assert.Equal(["one", "two"], rig.Texts(rig.Channel.Threads[1].Id));
        visitor.Dispose();
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_hundred_cases_at_once_keep_the_limits_of_the_channel_and_wait_little()
    {
        await using var rig = await TeamsDeskRig.StartAsync(
            _folder, [Ana], ("RateLimits:NewVisitorsPerMinute", "1000"), ("RateLimits:VisitorsPerAddress", "1000"),
            ("Handoff:MaxWaitMinutes", "1000"), ("Handoff:AgentSilenceMinutes", "1000"));
        await rig.Desk.Agents.SetWorkAsync(Ana, 100, [], [], Cancel);
        // Requests take no less time while time passes faster, and would arrive closer together than they left.
        rig.PaceOfTime = 1;
        using var ana = rig.Agent(Ana);
        var time = TimeProvider.System;
        var began = rig.Clock.GetUtcNow();
        var visitors = new List<Visitor>();
        for (var i = 0; i < 100; i++)
        {
            visitors.Add(await ArriveAsync(rig.Desk.Host));
            await visitors[i].SayAsync("human");
        }
        var talks = new List<(Visitor Visitor, SupportCase Case, string Thread)>();
        foreach (var visitor in visitors) talks.Add(await rig.FollowAsync(visitor));
        var (toThreads, toCustomers) = (new List<double>(), new List<double>());
        TestContext.Current.SendDiagnosticMessage(
            $"100 threads after {(rig.Clock.GetUtcNow() - began).TotalSeconds:0} s");
        foreach (var (_, talk, thread) in talks) await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        foreach (var (_, talk, _) in talks) await rig.ShownAsync(talk);
        // The channel's limits have room again.
        await rig.PassAsync(TimeSpan.FromSeconds(30));
        foreach (var (visitor, _, thread) in talks)
        {
            var said = time.GetTimestamp();
            await visitor.SayAsync("Where is my parcel?");
            await TeamsDeskRig.UntilAsync(() => rig.Texts(thread).Contains("Where is my parcel?"));
            toThreads.Add(time.GetElapsedTime(said).TotalMilliseconds);
            said = time.GetTimestamp();
            await ana.SayAsync(thread, "It comes tomorrow.");
            await visitor.PollAsync(6);
            toCustomers.Add(time.GetElapsedTime(said).TotalMilliseconds);
            // One message in half a second is what the channel allows.
            await Task.Delay(TimeSpan.FromMilliseconds(600), Cancel);
        }
        var (customer, agent) = (Percentile(toThreads), Percentile(toCustomers));
        TestContext.Current.SendDiagnosticMessage(
            $"customer to thread p95 {customer:0} ms; agent to customer p95 {agent:0} ms; "
                + $"{rig.Teams.Requests.Count} requests, {rig.Teams.Faults.Count} against the rules");
        foreach (var visitor in visitors) visitor.Dispose();
        Assert.InRange(customer, 0, 1000);
        Assert.InRange(agent, 0, 500);
    }

    [Fact]
    public async Task An_agent_works_on_a_case_from_the_console_and_the_thread_alike()
    {
        await using var rig = await TeamsDeskRig.StartAsync(_folder, [Ana, Ben]);
        var (visitor, talk, thread) = await rig.AskAsync();
        using var ana = rig.Agent(Ana);
        await ana.PressAsync(thread, TeamsDeskCard.ClaimVerb, talk.Id);
        await rig.Desk.ReplyAsync(talk, Ana, "From the console");
        await rig.ShownAsync(talk);
        await ana.SayAsync(thread, "From the thread");
        Assert.Equal(
            ["From the console", "From the thread"],
            (await visitor.PollAsync(6)).Skip(4).Select(said => Text(said["text"])));
        Assert.Equal(["From the console", "From the thread"], rig.Texts(thread));
        await rig.Desk.DoAsync(talk, new CaseCommand.Transfer(Ana, Ben));
        await rig.ShownAsync(talk);
        Assert.Contains("Ben talks to the customer", rig.Card(thread), StringComparison.Ordinal);
        visitor.Dispose();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string> RefusalAsync(ThreadMember agent, string thread, string verb, string? caseId)
    {
        var (type, value) = await agent.PressAsync(thread, verb, caseId);
        Assert.EndsWith("message", type, StringComparison.Ordinal);
        return value.GetValue<string>();
    }

    private static (string Member, string Text) Told(TeamsDeskRig rig, int index) =>
        (rig.Channel.Targeted[index].MemberId, rig.Channel.Targeted[index].Activity.Text("text"));

    private static double Percentile(List<double> values) => values.Order().ElementAt(values.Count * 95 / 100);

    private static Task<bool> StaffedAsync(TeamsDeskRig rig) =>
        rig.Desk.Staffed.IsStaffedAsync("en", "", Cancel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
