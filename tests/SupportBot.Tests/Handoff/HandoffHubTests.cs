using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SupportBot.Core.Handoff;
using SupportBot.Tests.Channels;
using static SupportBot.Tests.Channels.Visitor;
using static SupportBot.Tests.Handoff.DeskRig;

namespace SupportBot.Tests.Handoff;

/// <summary>An external hub in place of the desk, by the events that Microsoft specifies.</summary>
public sealed class HandoffHubTests : IDisposable
{
    private const string Secret = "a-secret-of-at-least-sixteen-characters";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hub");

    [Fact]
    public async Task A_hub_is_asked_accepts_and_completes()
    {
        await using var rig = await StartHubAsync();
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("How do I install it?");
        await visitor.SayAsync("human");
        var initiate = (await visitor.PollAsync(6))[^1];
        Assert.Equal(("event", "handoff.initiate"), (Text(initiate["type"]), Text(initiate["name"])));
        Assert.Equal("CustomerRequest", Text(initiate["value"]!["Reason"] ?? initiate["value"]!["reason"]));
        var transcript = initiate["attachments"]![0]!;
        Assert.Equal(
            ("application/json", "Transcript"), (Text(transcript["contentType"]), Text(transcript["name"])));
        Assert.Equal(
            ["How do I install it?", "human"],
            transcript["content"]!["activities"]!.AsArray().Select(said => Text(said!["text"])));

        Assert.Equal(
            HttpStatusCode.OK, await PostStatusAsync(rig.Host, visitor, Secret, "accepted", "Hub agent here."));
        await rig.CaseAsync(visitor, CaseState.Assigned);
        await visitor.SayAsync("Hello agent");
        await PostStatusAsync(rig.Host, visitor, Secret, "completed", message: null);
        await rig.CaseAsync(visitor, CaseState.Resolved);
        await visitor.SayAsync("And how do I remove it?");
        var all = await visitor.PollAsync(12);
        Assert.Contains(all, said => Text(said["text"]) == "Hub agent here.");
        Assert.DoesNotContain(rig.Host.Answerer.Asked, asked => asked.Text == "Hello agent");
        Assert.Contains(rig.Host.Answerer.Asked, asked => asked.Text == "And how do I remove it?");
    }

    [Fact]
    public async Task A_visitor_cannot_speak_for_the_hub()
    {
        await using var rig = await StartHubAsync();
        using var visitor = await ArriveAsync(rig.Host);
        await visitor.SayAsync("human");
        var waiting = await rig.CaseAsync(visitor, CaseState.Waiting);
        await PostStatusAsync(rig.Host, visitor, visitor.Token, "accepted", "I am the hub.");
        await visitor.SayAsync("Still waiting");
        await rig.EventAsync(waiting, CaseEventKind.CustomerWrote);
        Assert.Equal(CaseState.Waiting, (await rig.CaseAsync(visitor, CaseState.Waiting)).State);
        await foreach (var page in visitor.PagesAsync())
            Assert.DoesNotContain("I am the hub.", page, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<DeskRig> StartHubAsync() =>
        StartAsync(_folder, [], ("Handoff:Mode", "hub"), ("WebChat:Secrets:0", Secret));

    private static async Task<HttpStatusCode> PostStatusAsync(
        ChatHost host, Visitor visitor, string credential, string state, string? message)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        using var response = await http.PostAsJsonAsync(
            $"/v3/directline/conversations/{visitor.Conversation}/activities",
            new JsonObject
            {
                ["type"] = "event", ["name"] = "handoff.status", ["from"] = new JsonObject { ["id"] = "hub" },
                ["value"] = new JsonObject { ["state"] = state, ["message"] = message },
            }, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
