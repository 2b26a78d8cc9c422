using System.Net;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine;

public sealed class WatermarkTests
{
    [Theory]
    [InlineData("")]
    [InlineData("?watermark=")]
    [InlineData("?watermark=-")]
    [InlineData("?watermark=0")]
    public async Task Without_a_watermark_a_poll_begins_at_the_beginning(string query)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.PollAsync(conversation.Id, 1);
        var reply = await caller.GetAsync($"conversations/{conversation.Id}/activities{query}");
        Assert.Equal("Welcome dl_ann", Assert.Single(Texts(reply)));
    }

    [Fact]
    public async Task A_watermark_that_is_up_to_date_brings_nothing_and_stays()
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        var (_, watermark) = await caller.PollAsync(conversation.Id, 1);
        var reply = await caller.GetAsync($"conversations/{conversation.Id}/activities?watermark={watermark}");
        Assert.Empty(Texts(reply));
        Assert.Equal(watermark, reply.Json["watermark"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("4711")]
    [InlineData("9223372036854775807")]
    public async Task A_watermark_from_the_future_never_came_from_here_and_brings_everything(string watermark)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        await caller.PollAsync(conversation.Id, 1);
        Assert.Single(
            Texts(await caller.GetAsync($"conversations/{conversation.Id}/activities?watermark={watermark}")));
        using var socket = await Caller.OpenAsync(
            (await caller.GetAsync($"conversations/{conversation.Id}?watermark={watermark}")).Json[
                "streamUrl"
            ]!.GetValue<string>());
        Assert.Equal("Welcome dl_ann", (await socket.ActivitiesAsync(1))[0]["text"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("0x10")]
    [InlineData("abc")]
    [InlineData("%201")]
    [InlineData("%00")]
    [InlineData("9223372036854775808")]
    [InlineData("%D9%A1")] // an Arabic digit
    public async Task A_watermark_that_is_no_number_is_refused_with_the_way_to_mend_it(string watermark)
    {
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        foreach (
            var path in new[] { $"conversations/{conversation.Id}/activities", $"conversations/{conversation.Id}" })
        {
            var reply = await caller.GetAsync($"{path}?watermark={watermark}");
            Assert.Equal((HttpStatusCode.BadRequest, "BadArgument"), (reply.Status, reply.Code));
            Assert.Contains("Send the last one you received", reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_conversation_comes_in_pages_by_polling_and_whole_by_socket()
    {
        const int Questions = 160;
        await using var server = await EchoServer.StartAsync();
        using var caller = new Caller(server.Address);
        var conversation = await caller.StartAsync();
        for (var i = 0; i < Questions; i++) await caller.SayAsync(conversation.Id, $"{i}");
        var (all, _) = await caller.PollAsync(conversation.Id, 2 * Questions + 1);
        Assert.Equal(2 * Questions + 1, all.Select(Id).Distinct().Count());

        var first = await caller.GetAsync($"conversations/{conversation.Id}/activities");
        Assert.InRange(Texts(first).Count, 50, 100);
        var second = await caller.GetAsync(
            $"conversations/{conversation.Id}/activities?watermark={first.Json["watermark"]!.GetValue<string>()}");
        Assert.Equal(Id(all[Texts(first).Count]), Id(second.Json["activities"]![0]!));

        using var socket = await Caller.OpenAsync(
            (await caller.GetAsync($"conversations/{conversation.Id}?watermark=")).Json["streamUrl"]!.GetValue<string>()
        );
        Assert.Equal(all.Select(Id), (await socket.ActivitiesAsync(all.Count)).Select(Id));
    }

    private static string Id(JsonNode activity) => activity["id"]!.GetValue<string>();

    private static List<string> Texts(Reply reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return [.. reply.Json["activities"]!.AsArray().Select(a => a!["text"]!.GetValue<string>())];
    }
}
