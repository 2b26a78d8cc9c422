using System.Text.Json.Nodes;
using SupportBot.Tests.Channels;
using SupportBot.Tests.Channels.Teams;
using SupportBot.Tests.Channels.Teams.TeamsService;
using SupportBot.Tests.Models.Evil;

namespace SupportBot.Tests.Models.Faults;

/// <summary>
/// The fault table with the model behind an Azure resource. What a channel does with it is the same for all servers.
/// </summary>
[Collection(nameof(FaultTable))]
public sealed class AzureFaultTableTests(FaultTable.AzureRig rig) : FaultTable(rig), IClassFixture<FaultTable.AzureRig>;

[Collection(nameof(FaultTable))]
public sealed class FaultTableTests(FaultTable.Rig rig) : FaultTable(rig), IClassFixture<FaultTable.Rig>
{
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task In_a_personal_chat_of_Teams(string fault)
    {
        await using var teams = await TeamsDouble.StartAsync(Host.Clock);
        var conversation = teams.Personal($"a:{Guid.NewGuid()}");
        using var person = new Person(Host.Chat.Host, teams.ServiceUrl, conversation.Id);
        var row = ModelFaultRow.Table.Single(row => row.Name == fault);
        // Teams' own pauses come on top.
        await RunAsync(row, slack: TimeSpan.FromSeconds(8), async () =>
        {
            await person.AskAsync(Question, "1");
                while (teams.Read(() => conversation.Messages.Count) == 0)
                    await Task.Delay(3, TestContext.Current.CancellationToken);
            return [.. teams.Requests.Select(request => request.Body)];
            },
            seen =>
                [
                    .. seen.Select(json => JsonNode.Parse(json)!)
                        .Where(activity => Visitor.Text(activity["text"]) != "Searching the documentation…")
                        .Select(activity => Visitor.Text(activity["text"])),
                ],
        waits: () => teams.Read(() => conversation.Messages.Count) == 0);
        await AssertRecordedAsync(row, $"msteams/{conversation.Id}");
        Assert.Single(teams.Requests, request => request.Activity["type"]!.GetValue<string>() == "message");
        Assert.Single(conversation.Messages);
    }
}

/// <summary>
/// Each row of the fault table about language models, through the whole host to what the customer sees.
/// </summary>
public abstract class FaultTable(FaultTable.Rig rig)
{
    private protected Rig Host => rig;

    private protected const string Question = "How do I descale the kettle?";
    private const string Plain = "Descale the kettle with white vinegar.";
    private const string NotComplete =
        "This answer is not complete: I could not finish it. You can reach our support team through the contact "
            + "details on our website.";

    public static TheoryData<string> Rows => [.. ModelFaultRow.Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task In_the_web_chat(string fault)
    {
        using var visitor = await Visitor.ArriveAsync(rig.Chat.Host);
        using var socket = await RawSocket.OpenAsync(visitor.StreamUrl);
        var row = ModelFaultRow.Table.Single(row => row.Name == fault);
        await RunAsync(
            row,
            slack: TimeSpan.Zero,
            async () => await socket.UntilAnsweredAsync(await visitor.SayAsync(Question)),
            seen =>
        {
            var activities = seen.Select(json => JsonNode.Parse(json)!).ToList();
            Assert.Equal("final", Visitor.Text(activities[^1]["channelData"]!["streamType"]));
                return
                [
                    .. activities
                        .Where(activity =>
                            Visitor.Text(activity["channelData"]?["streamType"]) is "streaming" or "final")
                        .Select(activity => Visitor.Text(activity["text"]).Split("\n\n[1]: <")[0]),
                ];
        });
        await AssertRecordedAsync(row, visitor.Conversation);
        Assert.Equal(
            2, (await visitor.PollAsync(3)).Count(activity => Visitor.Text(activity["from"]!["role"]) == "bot"));
    }

    /// <param name="row">What happens.</param>
    /// <param name="slack">How much longer than the row says it may take.</param>
    /// <param name="ask">Asks, and gives what came until the end.</param>
    /// <param name="read">The texts of the reply, as they grew; the last is the end.</param>
    /// <param name="waits">Whether time must pass until the end comes.</param>
    private protected async Task RunAsync(
        ModelFaultRow row,
        TimeSpan slack,
        Func<Task<IReadOnlyList<string>>> ask,
        Func<IReadOnlyList<string>, IReadOnlyList<string>> read,
        Func<bool>? waits = null)
    {
        var (began, requests) = (rig.Clock.GetTimestamp(), rig.Chat.Double.Requests.Count);
        var answered = new TaskCompletionSource();
        rig.Clock.Forget();
        var happens = row.Happens(new FaultyModel(rig.Chat.Double, rig.Clock, answered.Task));
        var asking = ask();
        _ = asking.ContinueWith(_ => answered.TrySetResult(), TaskScheduler.Default);
        await happens;
        while (waits?.Invoke() == true)
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(3, TestContext.Current.CancellationToken);
        }
        var texts = read(await asking.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.InRange(rig.Clock.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(row.Seconds) + slack);
        Assert.Equal(row.Requests, rig.Chat.Double.Requests.Count - requests);
        AssertShows(row.Outcome, texts);
    }

    private static void AssertShows(Outcome outcome, IReadOnlyList<string> texts)
    {
        switch (outcome)
        {
            case Outcome.Whole:
                Assert.Equal(ModelFaultRow.First + ModelFaultRow.Second, texts[^1]);
                break;
            case Outcome.BrokenOff:
                Assert.Equal($"{ModelFaultRow.First}\n\n{NotComplete}", texts[^1]);
                Assert.All(texts.SkipLast(1), text => Assert.Equal(ModelFaultRow.First, text));
                break;
            default:
                Assert.Contains(Plain, texts[^1], StringComparison.Ordinal);
                Assert.All(texts, text => Assert.DoesNotContain("You descale", text, StringComparison.Ordinal));
                Assert.DoesNotContain("not complete", texts[^1], StringComparison.Ordinal);
                break;
        }
    }

    private protected async Task AssertRecordedAsync(ModelFaultRow row, string conversation)
    {
        var failure = Assert.Single(Assert.Single(await rig.Chat.AuditAsync(conversation)).Calls).Failure;
        Assert.Equal(row.Fault, failure?.Fault);
        if (failure is not null)
            Assert.Contains(rig.Chat.Host.Log.Lines, line => line.Contains(failure.Reason, StringComparison.Ordinal));
    }

    /// <summary>One host for all rows, with a clock that a test moves.</summary>
    public class Rig : IAsyncLifetime
    {
        internal WatchedClock Clock { get; } = new();

        internal ModelChat Chat { get; private set; } = null!;

        private protected virtual (string Name, string Value)[] Server => [];

        public async ValueTask InitializeAsync() => Chat = await ModelChat.BeginAsync(
                $"# Descaling\n\n## How do I descale the kettle?\n\n{Plain} The kettle must cool for 30 minutes before "
                    + "you descale it. Rinse the kettle with 5 µm crème brûlée filters ☕.\n",
                Clock,
                [Person.Development, .. Server]);

        public async ValueTask DisposeAsync()
        {
            await Chat.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>The same with the model behind an Azure resource.</summary>
    public sealed class AzureRig : Rig
    {
        private protected override (string Name, string Value)[] Server => AzureDouble.Settings;
    }
}
