using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using SupportBot.Tests.Channels.Teams;

namespace SupportBot.Tests.Channels.Activities;

/// <summary>
/// No member of an activity may be taken for granted: each activity is refused or answered, and the host lives.
/// </summary>
public sealed class ActivityMembersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly (string, string)[] Settings =
    [
        Person.Development, ("RateLimits:MessagesPerMinute", "100000"), ("RateLimits:MessagesPerHour", "100000"),
        ("RateLimits:NewVisitorsPerMinute", "100000"),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("members-");

    [Fact]
    public async Task An_activity_without_a_recipient_is_answered_and_so_is_the_next_message()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Settings);
        using var person = new Person(host, channel.ServiceUrl);
        using var accepted = await person.SayAsync("first?", "1", activity => activity.Remove("recipient"));
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Contains("That answers first?", (string?)(await channel.NextAsync())["text"], StringComparison.Ordinal);
        await person.AskAsync("second?", "2");
        Assert.Contains("That answers second?", (string?)(await channel.NextAsync())["text"], StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Full")]
    public Task Whatever_member_is_missing_or_misshapen_a_channels_activity_is_refused_or_answered() =>
        CheckChannelAsync(all: false);

    [Fact]
    public Task Whatever_member_is_missing_or_misshapen_a_visitors_activity_is_refused_or_answered() =>
        CheckWebChatAsync(all: false);

    [Fact, Trait("Category", "Full")]
    public async Task Every_member_with_every_value_is_refused_or_answered_by_every_channel()
    {
        await CheckChannelAsync(all: true);
        await CheckWebChatAsync(all: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task CheckChannelAsync(bool all)
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Settings);
        var wrong = new ConcurrentQueue<string>();
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Patience };
        var activities = GeneratedActivities.Types
            .SelectMany(type => GeneratedActivities.Of(type, all, channel.ServiceUrl));
        await Parallel.ForEachAsync(activities.Index(), Cancel, async (item, _) =>
        {
            // The response to a caller who waits for the replies tells more.
            if (item.Index % 2 == 0 && item.Item["deliveryMode"] is JsonValue)
                item.Item["deliveryMode"] = "expectReplies";
            using var response = await PostAsync(http, item.Item);
            // 501 is the protocol's answer to an invoke that a bot has no method for.
            if ((int)response.StatusCode is not (< 300 or (>= 400 and < 500) or 501))
                wrong.Enqueue($"{(int)response.StatusCode}: {item.Item.ToJsonString()}");
        });
        Assert.Empty(wrong);
        await CheckAsync(host);
    }

    /// <summary>A request that gets no response is to be told from one that is refused.</summary>
    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, JsonObject activity)
    {
        try
        {
            return await http.PostAsJsonAsync("/api/messages", activity, Cancel);
        }
        catch (TaskCanceledException) when (!Cancel.IsCancellationRequested)
        {
            return new HttpResponseMessage(HttpStatusCode.GatewayTimeout);
        }
    }

    private async Task CheckWebChatAsync(bool all)
    {
        await using var host = await ChatHost.StartAsync(_folder, null, Settings);
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(GeneratedActivities.Types, Cancel, async (type, _) =>
        {
            using var visitor = await Visitor.ArriveAsync(host);
            foreach (var activity in GeneratedActivities.Of(type, all, "http://127.0.0.1:9/"))
            {
                var (status, _) = await visitor.PostAsync(
                    $"/v3/directline/conversations/{visitor.Conversation}/activities", activity);
                if ((int)status is not (200 or (>= 400 and < 500)))
                    wrong.Enqueue($"{(int)status}: {activity.ToJsonString()}");
            }
        });
        Assert.Empty(wrong);
        await CheckAsync(host);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every turn has ended as the dialog decided, and a message that comes now is answered.</summary>
    private static async Task CheckAsync(ChatHost host)
    {
        using var patience = new CancellationTokenSource(Patience);
        while ((await ReadAsync(host, "SELECT 'x' FROM turn WHERE state = 'accepted'")).Count > 0)
            await Task.Delay(10, patience.Token);
        Assert.Empty(await ReadAsync(
            host,
            "SELECT json FROM turn JOIN activity USING (brand, conversation_id, number) WHERE state <> 'done'"));
        using var visitor = await Visitor.ArriveAsync(host);
        var id = await visitor.SayAsync("still there?");
        Assert.Contains(await visitor.PollAsync(3), activity => Visitor.Text(activity["replyToId"]) == id);
        using var person = new Person(host, "http://127.0.0.1:9/", "a:last");
        using var response = await person.SayAsync(
            "still there?", $"{Guid.NewGuid():N}", activity => activity["deliveryMode"] = "expectReplies");
        var replies = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!;
        Assert.Contains("still there?", (string?)replies["activities"]![0]!["text"], StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> ReadAsync(ChatHost host, string sql) =>
        host.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>(sql), Cancel);
}
