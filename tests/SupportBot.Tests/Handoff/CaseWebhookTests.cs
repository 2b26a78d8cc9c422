using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Handoff;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>Case events at a receiver that is a real server. Only the clock of the host stands.</summary>
public sealed class CaseWebhookTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-webhook-");

    [Fact]
    public async Task Each_change_of_state_or_agent_is_sent_in_order_with_a_signature_and_no_message()
    {
        await using var receiver = await CaseWebhookReceiver.StartAsync();
        await using var rig = await StartAsync(_folder, [Ana, Ben], receiver.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("complaint");
        await visitor.SendAsync(Press((await visitor.PollAsync(4))[^1], "Talk to a person"));
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        var talk = await rig.DoAsync(waiting, new CaseCommand.Claim(Ana));
        await rig.DoAsync(talk, new CaseCommand.Note(Ana, "A secret note"));
        await rig.ReplyAsync(talk, Ana, "A private reply");
        await rig.ReplyAsync(talk, Ana, "A second one");
        await rig.DoAsync(talk, new CaseCommand.Transfer(Ana, Ben));
        await rig.DoAsync(talk, new CaseCommand.Resolve(Ben));
        await rig.DoAsync(talk, new CaseCommand.Rate(5));
        await rig.DoAsync(talk, new CaseCommand.Reopen());

        var all = await receiver.WaitAsync(7);
        Assert.Equal(
            [
                (1, null, "offered", null), (2, "offered", "waiting", null), (3, "waiting", "assigned", "Ana"),
                (4, "assigned", "active", "Ana"), (5, "active", "assigned", "Ben"), (6, "assigned", "resolved", "Ben"),
                (7, "resolved", "waiting", null),
            ],
            all.Select(each => (
                each.Sequence, (string?)each.Json["previousState"], each.State, (string?)each.Json["agent"])));
        Assert.All(all, each =>
        {
            Assert.Equal((each.Key, waiting.Id), (Text(each.Json["id"]), each.CaseId));
            Assert.Equal(("policy", "en", "default", visitor.Conversation), (
                Text(each.Json["reason"]), Text(each.Json["language"]), Text(each.Json["brand"]),
                Text(each.Json["conversationId"])));
            Assert.Equal(ChatHost.Noon, DateTimeOffset.Parse(Text(each.Json["timestamp"]), null));
            AssertSigned(each);
        });
        Assert.Equal(7, all.Select(each => each.Key).Distinct().Count());
        foreach (var text in new[] { "secret", "private", "second", "complaint" })
            Assert.DoesNotContain(all, each => each.Body.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_that_fails_is_sent_again_with_its_id_and_holds_up_its_own_case_alone()
    {
        await using var receiver = await CaseWebhookReceiver.StartAsync();
        await using var rig = await StartAsync(_folder, [Ana], receiver.Settings);
        using var first = await ArriveAsync(rig.Host);
        using var second = await ArriveAsync(rig.Host);
        receiver.Statuses.Enqueue(500);
        await first.SayAsync("human");
        var held = await rig.CaseAsync(first, CaseState.Waiting);
        await receiver.WaitAsync(1);
        await BacklogAsync(rig, backlog => backlog.Late == 1);
        Assert.Equal(("degraded", "failing"), await HealthAsync(rig));
        await rig.DoAsync(held, new CaseCommand.Claim(Ana));
        await second.SayAsync("human");
        await receiver.WaitAsync(2);
        Assert.Equal((await rig.CaseAsync(second, CaseState.Waiting)).Id, receiver.Received.Last().CaseId);

        receiver.Statuses.Enqueue(307);
        await receiver.WaitAsync(3, rig.Host.Clock);
        var all = (await receiver.WaitAsync(5, rig.Host.Clock)).Where(each => each.CaseId == held.Id).ToList();
        Assert.Equal(
            [(1, "waiting", 500), (1, "waiting", 307), (1, "waiting", 204), (2, "assigned", 204)],
            all.Select(each => (each.Sequence, each.State, each.Status)));
        Assert.Single(all.Take(3).Select(each => each.Key).Distinct());
        AssertSigned(all[2]);
        Assert.NotEqual(all[0].Signature, all[2].Signature);
        await BacklogAsync(rig, backlog => backlog is { IsHealthy: true, Waiting: 0 });
        Assert.Equal(("ok", "ok"), await HealthAsync(rig));
    }

    [Fact]
    public async Task An_event_outlives_the_host_and_is_sent_by_the_next_one()
    {
        await using var receiver = await CaseWebhookReceiver.StartAsync();
        receiver.Refuses = _ => true;
        string id;
        await using (var rig = await StartAsync(_folder, [Ana], receiver.Settings))
        {
            using var visitor = await ArriveAsync(rig.Host);
            id = (await rig.TalkToAnaAsync(visitor)).Id;
            await receiver.WaitAsync(1);
            rig.Host.Abandon();
        }
        receiver.Refuses = _ => false;
        var tried = receiver.Received.Count;
        await using var next = await StartAsync(_folder, [], receiver.Settings);
        await receiver.WaitAsync(tried + 2, next.Host.Clock);
        Assert.Equal(
            [(id, 1, "waiting"), (id, 2, "assigned")],
            receiver.Received.Skip(tried).Select(each => (each.CaseId, each.Sequence, each.State)));
    }

    [Fact]
    public async Task An_event_whose_attempt_was_lost_is_sent_again_and_not_by_two_at_once()
    {
        await using var rig = await StartAsync(_folder, [Ana]);
        var store = rig.Host.Services.GetRequiredService<CaseWebhookStore>();
        await store.UseAsync(true, Cancel);
        using var visitor = await ArriveAsync(rig.Host);
        await rig.TalkToAnaAsync(visitor);
        var taken = (await store.TakeDueAsync(Cancel))!;
        Assert.Equal((1, 1), (taken.Sequence, taken.Attempts));
        Assert.Null(await store.TakeDueAsync(Cancel));
        rig.Host.Clock.Advance(CaseWebhookStore.AttemptTime);
        var again = (await store.TakeDueAsync(Cancel))!;
        Assert.Equal((taken.Id, 2, taken.Content), (again.Id, again.Attempts, again.Content));
        await store.SaveSentAsync(again.Id, Cancel);
        Assert.Equal(2, (await store.TakeDueAsync(Cancel))!.Sequence);
    }

    [Fact]
    public async Task An_event_is_given_up_visibly_and_the_next_one_of_its_case_follows()
    {
        await using var receiver = await CaseWebhookReceiver.StartAsync();
        receiver.Refuses = json => (long)json["sequence"]! == 1;
        await using var rig = await StartAsync(_folder, [Ana], receiver.Settings);
        using var visitor = await ArriveAsync(rig.Host);
        var talk = await rig.TalkToAnaAsync(visitor);
        await receiver.WaitAsync(4, rig.Host.Clock);
        Assert.Equal([1, 1, 1, 2], receiver.Received.Select(each => each.Sequence));
        await BacklogAsync(rig, backlog => backlog is { Failed: 1, Waiting: 0 });
        Assert.Equal(("degraded", "failing"), await HealthAsync(rig));
        Assert.Contains(
            rig.Host.Log.Lines,
            line => line.StartsWith(
                $"Event 1 of case {talk.Id} is given up after 3 attempts to reach the webhook: "
                    + "The webhook answered 500.", StringComparison.Ordinal));
        rig.Host.Clock.Advance(TimeSpan.FromDays(8));
        var store = rig.Host.Services.GetRequiredService<CaseWebhookStore>();
        Assert.True((await store.BacklogAsync(Cancel)).IsHealthy);
    }

    [Fact]
    public async Task Without_a_webhook_nothing_is_stored_and_what_waits_is_kept_while_it_is_off()
    {
        await using var receiver = await CaseWebhookReceiver.StartAsync();
        receiver.Refuses = _ => true;
        await using (var rig = await StartAsync(_folder, [Ana], receiver.Settings))
        {
            using var visitor = await ArriveAsync(rig.Host);
            await rig.TalkToAnaAsync(visitor);
            await receiver.WaitAsync(1);
        }
        await using (var off = await StartAsync(_folder, [Ana]))
        {
            using var visitor = await ArriveAsync(off.Host);
            await off.TalkToAnaAsync(visitor);
            Assert.Equal(2, await CountAsync(off));
            Assert.Null(off.Host.Services.GetRequiredService<CaseWebhookDelivery>().Backlog);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertSigned(Delivery delivery)
    {
        var parts = delivery.Signature.Split(',').Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1]);
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(CaseWebhookReceiver.Secret),
            Encoding.UTF8.GetBytes($"{parts["t"]}.{delivery.Body}"));
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
        Assert.InRange(long.Parse(parts["t"], null), ChatHost.Noon.ToUnixTimeSeconds(), long.MaxValue);
    }

    private static async Task BacklogAsync(DeskRig rig, Func<CaseWebhookBacklog, bool> wanted)
    {
        var delivery = rig.Host.Services.GetRequiredService<CaseWebhookDelivery>();
        while (delivery.Backlog is not { } backlog || !wanted(backlog)) await Task.Delay(5, Cancel);
    }

    private static Task<long> CountAsync(DeskRig rig) => rig.Host.Services.GetRequiredService<Database>().ReadAsync(
        session => session.ScalarAsync<long>("SELECT COUNT(*) FROM case_webhook_event"), Cancel);

    private static async Task<(string Status, string Webhook)> HealthAsync(DeskRig rig)
    {
        using var http = new HttpClient { BaseAddress = rig.Host.Address };
        var health = JsonNode.Parse(await http.GetStringAsync(new Uri("/health", UriKind.Relative), Cancel))!;
        return (Text(health["status"]), Text(health["webhook"]));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
