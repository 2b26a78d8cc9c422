using SupportBot.Tests.Channels.Teams;
using static SupportBot.Tests.Channels.Visitor;

namespace SupportBot.Tests.Channels;

/// <summary>A thousand copies of one message, fifty at a time: it is kept once and answered once.</summary>
public sealed class CopiesTests : IDisposable
{
    private const int Copies = 1_000;
    private static readonly ParallelOptions FiftyAtATime = new()
    {
        MaxDegreeOfParallelism = 50,
        CancellationToken = TestContext.Current.CancellationToken,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("copies");

    [Fact]
    public async Task From_a_channel()
    {
        await using var channel = await ConnectorDouble.StartAsync();
        await using var host = await ChatHost.StartAsync(_folder, null, Person.Development);
        using var ann = new Person(host, channel.ServiceUrl);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Copies), FiftyAtATime, async (_, _) => await ann.AskAsync("once?", "1"));
        await ann.AskAsync("after?", "2");
        Assert.Equal(
            ["1", "2"],
            [Text((await channel.NextAsync())["replyToId"]), Text((await channel.NextAsync())["replyToId"])]);
        Assert.Empty(channel.Rest());
        Assert.Equal(["once?", "after?"], host.Answerer.Asked.Select(question => question.Text));
    }

    [Fact, Trait("Category", "Full")]
    public async Task From_a_web_page()
    {
        await using var host = await ChatHost.StartAsync(_folder, null, ("RateLimits:BytesPerHour", "10000000"));
        using var visitor = await ArriveAsync(host);
        var ids = new HashSet<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Copies), FiftyAtATime, async (_, _) =>
        {
            var id = await visitor.SayAsync("once?", "copy-1");
            lock (ids) ids.Add(id);
        });
        Assert.Single(ids);
        await visitor.SayAsync("after?", "copy-2");
        var texts = (await visitor.PollAsync(5)).Select(activity => Text(activity["text"])).ToList();
        Assert.Single(texts, "once?");
        Assert.Equal(["once?", "after?"], host.Answerer.Asked.Select(question => question.Text));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
