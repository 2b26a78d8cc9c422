using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Storage;
using static SupportBot.Tests.Channels.Teams.Person;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>Azure Bot Service has channels that are called as our web chat and our Direct Line server are.</summary>
public sealed class AzureChannelNamesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("azure-names-");

    [Theory]
    [InlineData("directline", "directline")]
    [InlineData("webchat", "azure-webchat")]
    public async Task A_message_of_such_a_channel_is_answered_there_and_touches_no_visitors_conversation(
        string channelId, string stored)
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Development);
        using var visitor = await Visitor.ArriveAsync(host);
        await visitor.PollAsync(1);
        using var person = new Person(host, channel.ServiceUrl, visitor.Conversation);
        using var accepted = await person.SayAsync("whose?", "1", activity => activity["channelId"] = channelId);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Contains("That answers whose?", (string?)(await channel.NextAsync())["text"], StringComparison.Ordinal);
        await visitor.SayAsync("mine?");
        Assert.DoesNotContain(await visitor.PollAsync(3), activity => activity.ToJsonString().Contains("whose"));
        var channels = await host.Services.GetRequiredService<Database>().ReadAsync(
            session => session.QueryAsync<string>("SELECT channel FROM conversation ORDER BY channel"),
            TestContext.Current.CancellationToken);
        Assert.Equal(new[] { stored, "webchat" }.Order(), channels);
    }

    [Theory]
    [InlineData("directline")]
    [InlineData("webchat")]
    [InlineData("msteams")]
    public async Task An_invoke_of_another_tenant_is_forbidden_whatever_its_channel_is_called(string channelId)
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(
            _folder, null, Development, ("Teams:Tenants:0", TeamsRoster.Own));
        using var person = new Person(host, channel.ServiceUrl);
        foreach (var (tenant, expected) in new[] { (TeamsRoster.Other, 403), (TeamsRoster.Own, 501) })
        {
            using var response = await person.SendAsync("invoke", "1", activity =>
            {
                activity["channelId"] = channelId;
                activity["name"] = "unknown/invoke";
                activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
            });
            Assert.Equal(expected, (int)response.StatusCode);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
