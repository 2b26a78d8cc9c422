using System.Globalization;
using Microsoft.Data.Sqlite;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// People in the web chat and in Teams who write while the host is killed under them, and the ledger of what the host
/// took: afterwards each message must have been answered once, or its one send be marked uncertain.
/// </summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly (string, string)[] Settings =
    [
        ("Bot__Development", "true"), ("Search__TrainEmbedding", "false"),
        ("RateLimits__MessagesPerMinute", "100000"), ("RateLimits__MessagesPerHour", "100000"),
        ("RateLimits__NewVisitorsPerMinute", "1000000"),
    ];

    private readonly TempFolder _folder = new();
    private readonly TeamsLedger _ledger;
    private readonly WebVisitor[] _visitors = [new("ann"), new("ben")];
    private readonly ISender[] _senders;
    private readonly List<string> _teamsTaken = [];
    private readonly Queue<string>[] _unsent;
    private int _messages;

    private Crowd(TeamsLedger ledger)
    {
        _ledger = ledger;
        _senders =
            [.. _visitors, new TeamsPerson("cay", "personal", ledger), new TeamsPerson("dan", "channel", ledger)];
        _unsent = [.. _senders.Select(_ => new Queue<string>())];
    }

    public static async Task<Crowd> GatherAsync() => new(await TeamsLedger.StartAsync());

    /// <summary>Starts the host on the data that it left.</summary>
    public Task<RunningHost> StartHostAsync(string? failpoint = null) =>
        RunningHost.StartInAsync(
            _folder, Site.Handbook, failpoint is null ? Settings : [.. Settings, FailpointSetting.At(failpoint)]);

    /// <summary>Everybody writes so many messages; what the host does not take is kept for later.</summary>
    public async Task WriteAsync(RunningHost host, int each)
    {
        foreach (var unsent in _unsent)
            for (var i = 0; i < each; i++)
                unsent.Enqueue(string.Create(CultureInfo.InvariantCulture, $"m{++_messages}"));
        using var http = new HttpClient { BaseAddress = host.Address };
        await Task.WhenAll(_senders.Select((sender, i) => SendAsync(http, sender, _unsent[i])));
    }

    private async Task SendAsync(HttpClient http, ISender sender, Queue<string> unsent)
    {
        try
        {
            while (unsent.TryPeek(out var id) && await sender.TrySayAsync(http, id))
            {
                unsent.Dequeue();
                if (sender is TeamsPerson) lock (_teamsTaken) _teamsTaken.Add(id);
            }
        }
        catch (Exception e) when (RunningHost.IsGone(e))
        {
            // The host is gone; whether it took the message will show when it is sent again.
        }
    }

    /// <summary>Waits until no turn and no delivery is open any more.</summary>
    public async Task SettleAsync(RunningHost host)
    {
        while (
            await CountAsync(
                "SELECT (SELECT COUNT(*) FROM turn WHERE state = 'accepted') + (SELECT COUNT(*) FROM delivery WHERE "
                    + "state IN ('waiting', 'sending'))"
            ) > 0)
        {
            Assert.False(host.HasEnded, host.Printed);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>
    /// The promises: one end for each message, one answer or one uncertain send, and a log without gaps or copies.
    /// </summary>
    public async Task CheckAsync(RunningHost host)
    {
        Assert.All(_unsent, Assert.Empty);
        using var http = new HttpClient { BaseAddress = host.Address };
        foreach (var visitor in _visitors) await CheckAsync(visitor, http);
        var answered = _ledger.Answered.GroupBy(id => id).ToDictionary(copies => copies.Key, copies => copies.Count());
        Assert.DoesNotContain(answered, copies => copies.Value > 1);
        Assert.Equal(_teamsTaken.Count, _teamsTaken.Distinct().Count());
        var uncertain = await CountAsync("SELECT COUNT(*) FROM delivery WHERE state = 'uncertain'");
        var missing = _teamsTaken.Count(id => !answered.ContainsKey(id));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{_messages} messages; {_teamsTaken.Count} of them in Teams, where {missing} were not answered and "
                + $"{uncertain} sends are marked uncertain");
        Assert.True(
            missing <= uncertain,
            $"{missing} messages in Teams were never answered, and {uncertain} sends are marked uncertain.");
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM delivery WHERE state NOT IN ('sent', 'uncertain')"));
        // A turn that did not end in three starts of the host is given up, and its sender is told so.
        var givenUp = await CountAsync(
            "SELECT COUNT(*) FROM turn WHERE kind = 'message' AND state = 'failed' AND restarts >= 3");
        TestContext.Current.TestOutputHelper?.WriteLine($"{givenUp} were given up after three restarts of the host");
        Assert.Equal(
            _messages,
            givenUp + await CountAsync("SELECT COUNT(*) FROM turn WHERE kind = 'message' AND state = 'done'"));
    }

    /// <summary>
    /// Each answered question has its audit record, whenever the host ended; and no record is of anything else.
    /// </summary>
    public async Task CheckAuditAsync()
    {
        const string Keys = "brand, conversation_id, number";
        Assert.Equal(
            0,
            await CountAsync($"SELECT COUNT(*) FROM (SELECT {Keys} FROM reply EXCEPT SELECT {Keys} FROM audit_record)")
        );
        Assert.Equal(
            0,
            await CountAsync($"SELECT COUNT(*) FROM (SELECT {Keys} FROM audit_record EXCEPT SELECT {Keys} FROM reply)")
        );
        Assert.Equal(
            await CountAsync("SELECT COUNT(*) FROM turn WHERE kind = 'message' AND state = 'done'"),
            await CountAsync("SELECT COUNT(*) FROM audit_record"));
    }

    private static async Task CheckAsync(WebVisitor visitor, HttpClient http)
    {
        var log = await visitor.ReadAsync(http);
        var ids = log.Select(activity => activity["id"]!.GetValue<string>()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var answered = log.Where(activity => activity["replyToId"] is not null)
            .Select(activity => activity["replyToId"]!.GetValue<string>()).ToList();
        Assert.Equal(visitor.Taken.Values.Order(), answered.Order());
        for (var watermark = 0; watermark < ids.Count; watermark++)
        {
            var rest = (await visitor.ReadAsync(http, watermark))
                .Select(activity => activity["id"]!.GetValue<string>()).ToList();
            Assert.Equal(ids[^rest.Count..], rest);
        }
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={_folder[Path.Combine("data", "supportbot.db")]};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constant texts of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _ledger.DisposeAsync();
        _folder.Dispose();
    }
}
