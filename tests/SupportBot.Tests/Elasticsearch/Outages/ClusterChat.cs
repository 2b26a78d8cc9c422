using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Conformance.Elasticsearch.Node;
using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Knowledge;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Elasticsearch.Outages;

/// <summary>
/// The whole host over a cluster that a test breaks: what a customer hears then, how soon, and what the audit says of
/// it.
/// </summary>
public sealed class ClusterChat : IAsyncLifetime
{
    public const string Question = "How do I descale the kettle?";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-chat-");
    private readonly LetterEmbedding _letters = new();
    private readonly List<ElasticsearchNode> _others = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal ElasticsearchNode Node { get; private set; } = null!;

    /// <summary>The line to the node.</summary>
    internal Line Line { get; private set; } = null!;

    internal ChatHost Host { get; private set; } = null!;

    internal WatchedClock Clock { get; } = new();

    internal IndexFollower Follower => Host.Services.GetRequiredService<IndexFollower>();

    internal ISearchEngine Engine => Host.Services.GetRequiredService<ISearchEngine>();

    private EmbeddingModel Letters => new("letters", _letters);

    private DocumentStore Store => Host.Services.GetRequiredService<DocumentStore>();

    private AuditStore Audit => Host.Services.GetRequiredService<AuditStore>();

    public async ValueTask InitializeAsync()
    {
        Node = await ElasticsearchNode.StartAsync();
        Line = new Line(Node.Address, Clock);
        await StartAsync(Line.Address);
        await IngestAsync(
            Some.Document(
                "kettle.md", "To descale the kettle, pour in vinegar and wait an hour. Then rinse the kettle twice."),
            Some.Document("toaster.md", "The toaster browns bread. Empty its crumb tray each week."));
        await Follower.AdoptAsync(Letters, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Line.DisposeAsync();
        await Node.DisposeAsync();
        foreach (var node in _others) await node.DisposeAsync();
        _letters.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Three nodes of one cluster, of which the first has died.</summary>
    internal async Task LoseOneOfThreeAsync()
    {
        await Host.DisposeAsync();
        for (var i = 0; i < 2; i++) _others.Add(await Node.JoinAsync());
        Line.Set(LineFault.Refuses);
        await StartAsync([Line.Address, .. _others.Select(node => node.Address)]);
        await Follower.AdoptAsync(Letters, Cancel);
    }

    /// <summary>Another host takes this one's place, as far as it can.</summary>
    internal async Task RestartAsync()
    {
        await Host.DisposeAsync();
        await StartAsync(Line.Address);
    }

    /// <summary>Everything works again.</summary>
    internal void Mend()
    {
        Line.Set(LineFault.None);
        (Node.Instead, Node.Change) = (null, null);
    }

    /// <summary>Writes documents to the database alone.</summary>
    internal Task IngestAsync(params ChunkedDocument[] documents) => Store.ApplyAsync("test", documents, [], Cancel);

    /// <summary>
    /// Asks as a new visitor, and lets short waits pass, and longer ones where the line holds an answer back.
    /// </summary>
    internal async Task<Heard> AskAsync(bool isHeld = false, string locale = "en-US")
    {
        using var visitor = await Visitor.ArriveAsync(Host, locale: locale);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var began = Clock.GetTimestamp();
        var waits = PassShortWaitsAsync(ended.Token);
        await visitor.SayAsync(Question, locale: locale);
        if (isHeld) await HoldAsync();
        var reply = (await visitor.PollAsync(3))[^1];
        await ended.CancelAsync();
        await waits;
        return new Heard(reply, Clock.GetElapsedTime(began), await AuditAsync(visitor.Conversation));
    }

    /// <summary>The content of the audit's last record of a conversation.</summary>
    internal async Task<AuditedReply> AuditAsync(string conversation)
    {
        var record = Assert.Single(await Audit.ListAsync(new AuditFilter(Conversation: conversation), 9, Cancel));
        return (await Audit.FindAsync(record.Id, Cancel))!;
    }

    /// <summary>Lets the waits between repetitions pass.</summary>
    internal async Task PassShortWaitsAsync(CancellationToken ends)
    {
        try
        {
            while (true) await Clock.PassAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(750), ends);
        }
        catch (OperationCanceledException)
        {
            // What the waits were for is over.
        }
    }

    private async Task HoldAsync()
    {
        await Line.Held.WaitAsync(Cancel);
        Clock.Advance(TimeSpan.FromSeconds(2.5));
    }

    private async Task StartAsync(params IReadOnlyList<Uri> nodes)
    {
        Host = await ChatHost.StartWholeAsync(_folder, Clock, null,
            [
                Person.Development,
                ("Search:Engine", "elasticsearch"),
                ("Search:Elasticsearch:Replicas", "0"),
                ("RateLimits:NewVisitorsPerMinute", "10000"),
                .. nodes.Select((node, i) => ($"Search:Elasticsearch:Urls:{i}", node.ToString()))]);
    }
}

/// <param name="Reply">What the customer sees.</param>
/// <param name="After">How long it took.</param>
/// <param name="Audited">What the audit says of it.</param>
internal sealed record Heard(JsonNode Reply, TimeSpan After, AuditedReply Audited)
{
    public string Text => Visitor.Text(Reply["text"]);
}
