using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Microsoft's client against the built program and its documents.</summary>
public sealed class BuiltProgramTests
{
    private const string Question = "How long does the warranty last?";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_welcomed_asks_gets_a_cited_answer_and_finds_it_again(bool webSocket)
    {
        await using var host = await RunningHost.StartAsync(Site.Handbook);
        var visitor = await VisitorAsync(host);
        var (token, conversation) = (
            visitor["token"]!.GetValue<string>(), visitor["conversationId"]!.GetValue<string>());
        string first;
        await using (var client = await DirectLineJs.StartAsync(host.Address, token, webSocket))
        {
            await client.ActivityAsync(IsMessageWith("automated assistant"));
            var id = await client.SayAsync(Question, "c1");
            var answer = await client.ActivityAsync(IsMessageWith("three years"));
            Assert.Equal(id, answer["replyToId"]!.GetValue<string>());
            Assert.Contains(
                "#how-long-the-warranty-lasts", answer["text"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(
                "c1",
                client.Activities.Single(a => a["id"]!.GetValue<string>() == id)["channelData"]![
                    "clientActivityID"
                ]!.GetValue<string>());
            first = answer["id"]!.GetValue<string>();
        }
        await using var again = await DirectLineJs.StartAsync(host.Address, token, webSocket, conversation);
        Assert.Equal(first, (await again.ActivityAsync(IsMessageWith("three years")))["id"]!.GetValue<string>());
        Assert.Equal(
            again.Activities.Count(), again.Activities.Select(a => a["id"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task After_a_cut_of_the_socket_nothing_is_lost_or_doubled()
    {
        await using var host = await RunningHost.StartAsync(Site.Handbook);
        await using var client = await DirectLineJs.StartAsync(
            host.Address, (await VisitorAsync(host))["token"]!.GetValue<string>(), webSocket: true);
        await client.ActivityAsync(IsMessageWith("automated assistant"));
        await client.TellAsync("cut");
        await client.SayAsync(Question);
        await client.ActivityAsync(IsMessageWith("three years"));
        var messages = client
            .Activities.Where(a => a["type"]!.GetValue<string>() == "message")
            .Select(a => a["id"]!.GetValue<string>())
            .ToList();
        Assert.Equal(3, messages.Count);
        Assert.Equal(3, messages.Distinct().Count());
    }

    private static Func<JsonNode, bool> IsMessageWith(string text) =>
        activity =>
            activity["type"]!.GetValue<string>() == "message"
            && activity["text"]!.GetValue<string>().Contains(text, StringComparison.Ordinal);

    private static async Task<JsonNode> VisitorAsync(RunningHost host)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsJsonAsync(
            new Uri(host.Address, "/api/webchat/token"), new { }, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }
}
