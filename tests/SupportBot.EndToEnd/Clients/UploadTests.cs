using System.Text.Json.Nodes;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.Tests.DirectLine;
using SupportBot.BotFramework.Tests.DirectLine.Files;

namespace SupportBot.EndToEnd.Clients;

/// <summary>Uploads by Microsoft's client, in the four ways in which its own tests make them.</summary>
public sealed class UploadTests
{
    private const string Thumbnail = "data:image/png;base64,===177KB.jpg";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Two_pictures_reach_the_bot_and_come_back(bool webSocket, bool byToken)
    {
        await using var server = await EchoServer.StartAsync();
        var ann = new DirectLineIdentity(DirectLineActivities.NewConversationId(), "dl_12345", []);
        var token = server.Tokens.Issue(ann, TokenUse.Access, TimeSpan.FromMinutes(30));
        var pictures = await PicturesAsync(server);
        await using var client = await DirectLineJs.StartAsync(
            server.Address, byToken ? token : EchoServer.Secret, webSocket);
        await client.StatusAsync(ConnectionStatus.Online);
        await client.TellAsync("post", new JsonObject
        {
            ["type"] = "message",
            ["text"] = "Hello, World!",
            ["from"] = new JsonObject { ["id"] = "dl_12345" },
            ["attachments"] = new JsonArray(
                Attachment("image/jpg", pictures[0], Thumbnail), Attachment("image/png", pictures[1], null)),
        });
        var id = (await client.UntilAsync(told => told["posted"] is not null))["posted"]!.GetValue<string>();

        var echo = await client.ActivityAsync(activity => activity["id"]?.GetValue<string>() == id);
        var answer = await client.TextAsync("Echo: Hello, World!");
        foreach (var message in new[] { echo, answer["channelData"]!["originalActivity"]! })
        {
            var attachments = message["attachments"]!.AsArray();
            Assert.Equal(
                [Thumbnail, null], attachments.Select(attachment => attachment!["thumbnailUrl"]?.GetValue<string>()));
            Assert.Equal(Sample.Jpeg, (await Uploads.GetAsync(attachments[0]!)).Content);
            Assert.Equal(Sample.Png, (await Uploads.GetAsync(attachments[1]!)).Content);
        }
    }

    private static JsonObject Attachment(string type, string address, string? thumbnail) => new()
    {
        ["contentType"] = type,
        ["contentUrl"] = address,
        ["thumbnailUrl"] = thumbnail,
    };

    /// <summary>Addresses of a JPEG and a PNG, which the client loads before it sends them.</summary>
    private static async Task<string[]> PicturesAsync(EchoServer server)
    {
        using var other = new Caller(server.Address);
        var conversation = await other.StartAsync();
        await Uploads.UploadAsync(
            other, conversation.Id, null, ("a.jpg", "image/jpeg", Sample.Jpeg), ("b.png", "image/png", Sample.Png));
        var message = (await other.PollAsync(conversation.Id, 3)).Activities[1];
        return [.. message["attachments"]!.AsArray().Select(a => a!["contentUrl"]!.GetValue<string>())];
    }
}
