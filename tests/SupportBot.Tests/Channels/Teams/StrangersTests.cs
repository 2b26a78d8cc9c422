using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Conversations;
using static SupportBot.Tests.Channels.Teams.Person;

namespace SupportBot.Tests.Channels.Teams;

/// <summary>What people of tenants that get no answer send, through the whole product.</summary>
public sealed class StrangersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("strangers");

    [Theory]
    [InlineData(TeamsRoster.Own, true)]
    [InlineData(TeamsRoster.Other, false)]
    public async Task Only_what_may_be_answered_is_kept_and_all_is_acknowledged(string tenant, bool isKept)
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(
            _folder, null, Development, ("Teams:Tenants:0", TeamsRoster.Own));
        using var person = new Person(host, channel.ServiceUrl);
        for (var copy = 0; copy < 2; copy++)
        {
            using var response = await person.SayAsync(
                "How do I install it?",
                "1",
                activity => activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } }
            );
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        }
        var kept = await host
            .Services.GetRequiredService<ConversationStore>()
            .FindAsync("msteams/a:1", TestContext.Current.CancellationToken);
        Assert.Equal(isKept, kept is not null);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
