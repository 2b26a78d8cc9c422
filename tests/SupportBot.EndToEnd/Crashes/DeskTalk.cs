using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SupportBot.Core.Handoff;
using SupportBot.Desks.Teams;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// A customer in the web chat and an agent in Teams who talk while hosts die: the browser and Teams send again what
/// was not taken, with the same id.
/// </summary>
internal sealed partial class DeskTalk(DeskOfCrashes desk, string name)
{
    private const string Claimed = "Ana talks to the customer";

    private readonly WebVisitor _customer = new(name);
    private readonly List<string> _written = [];
    private readonly List<string> _said = [];
    private string? _unsaidId;

    /// <summary>The customer asks for a person, and again where the request was given up.</summary>
    /// <returns>Whether the case has a thread.</returns>
    public async Task<bool> AskAsync(RunningHost host)
    {
        _customer.Text = "I want to talk to a human";
        var failures = _customer.Conversation.Length == 0 ? 0 : await desk.GivenUpAsync(_customer.Conversation);
        var id = $"request {failures}";
        return (_customer.Taken.ContainsKey(id) || await CaseAsync() is not null || await TryWriteAsync(host, id))
            && await ThreadAsync() is not null;
    }

    /// <summary>The agent presses the button of the card, unless the case is hers.</summary>
    /// <returns>Whether it is.</returns>
    public async Task<bool> ClaimAsync(RunningHost host)
    {
        if (await IsOwnedAsync()) return true;
        if (await ThreadAsync() is not { ThreadId: { } id, RootId: { } root } thread) return false;
        using var ana = desk.AgentAt(host);
        await ana.ExecuteAsync(
            desk.Channel.Find(id)!, root, TeamsDeskCard.ClaimVerb, new JsonObject { ["case"] = thread.CaseId });
        return await IsOwnedAsync();
    }

    /// <summary>The customer writes the next message.</summary>
    /// <returns>Whether the host took it.</returns>
    public async Task<bool> WriteAsync(RunningHost host)
    {
        if (await CaseAsync() is null) return false;
        var text = _customer.Text = $"{name} writes {_written.Count + 1}";
        if (!await TryWriteAsync(host, text)) return false;
        _written.Add(text);
        return true;
    }

    /// <summary>The agent says the next thing in the thread.</summary>
    /// <returns>Whether the host took it.</returns>
    public async Task<bool> SayAsync(RunningHost host)
    {
        if (!await IsOwnedAsync() || await ThreadAsync() is not { ThreadId: { } id }) return false;
        using var ana = desk.AgentAt(host);
        var text = $"{name} hears {_said.Count + 1}";
        await ana.SayAsync(desk.Channel.Find(id)!, text, id: _unsaidId ??= desk.Channel.NextId());
        _unsaidId = null;
        _said.Add(text);
        return true;
    }

    /// <summary>Whether the thread shows what the customer wrote.</summary>
    public async Task<bool> IsShownAsync() => await CaseAsync() is { } talk && await desk.IsShownAsync(talk);

    /// <summary>Whether the customer reads what the agent said last.</summary>
    public async Task<bool> IsHeardAsync(RunningHost host) => (await HeardAsync(host)).Contains(_said[^1]);

    /// <summary>
    /// The promises: what the customer wrote stands in the threads once and in order, but for what they call
    /// unconfirmed, and so does what the agent said in the web chat. A card that may stand twice says so.
    /// </summary>
    /// <returns>What is counted, to be printed.</returns>
    public async Task<string> CheckAsync(RunningHost host)
    {
        var talk = (await CaseAsync())!;
        await desk.SettleAsync(host, talk, Claimed);
        var threads = desk.ThreadsOf(talk);
        var cards = await CheckCardsAsync(talk, threads.Select(desk.CardOf).ToList());
        var texts = desk.TextsIn(threads);
        var shown = texts.SelectMany(text => Customers().Matches(text))
            .Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))
            .Where(text => text.StartsWith($"{name} writes", StringComparison.Ordinal)).ToList();
        Assert.Equal(_written.Where(shown.Contains), shown);
        var unconfirmed = texts.Count(text => text.Contains(TeamsDeskTexts.Unconfirmed, StringComparison.Ordinal));
        Assert.True(
            shown.Count == _written.Count || unconfirmed > 0,
            $"{string.Join(", ", _written.Except(shown))} is missing without a word.");
        var givenUp = await desk.GivenUpAsync(threads[^1].Id);
        var heard = await HeardAsync(host);
        Assert.Equal(_said.Where(heard.Contains), heard);
        Assert.InRange(_said.Count - heard.Count, 0, givenUp);
        var others = texts.Where(text => !text.Contains("</b>", StringComparison.Ordinal)).Distinct();
        return $"{name}: {_written.Count} messages to the thread, {_written.Count - shown.Count} of them missing and "
            + $"{unconfirmed} times called unconfirmed; {_said.Count} to the customer, {_said.Count - heard.Count} of "
            + $"them missing, {givenUp} turns given up; beside these the threads say: {string.Join(" / ", others)}; "
            + $"{cards} cards";
    }

    private async Task<int> CheckCardsAsync(SupportCase talk, List<string> cards)
    {
        var doubtful = (await desk.Threads.FindAsync(talk.Id, Cancel))!.Doubtful;
        Assert.InRange(cards.Count, 1, 1 + doubtful);
        Assert.Equal(doubtful > 0, cards[^1].Contains(TeamsDeskTexts.MaybeTwice, StringComparison.Ordinal));
        Assert.Contains(Claimed, cards[^1], StringComparison.Ordinal);
        return cards.Count;
    }

    private async Task<bool> TryWriteAsync(RunningHost host, string id)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        return await _customer.TrySayAsync(http, id);
    }

    private async Task<List<string>> HeardAsync(RunningHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        return [.. (await _customer.ReadAsync(http)).Select(said => said["text"]?.GetValue<string>() ?? "")
            .Where(text => text.StartsWith($"{name} hears", StringComparison.Ordinal))];
    }

    private async Task<bool> IsOwnedAsync() => await CaseAsync() is { AgentId: DeskOfCrashes.Ana };

    private async Task<SupportCase?> CaseAsync() => _customer.Conversation.Length == 0
        ? null
        : await desk.Cases.FindLastAsync(_customer.Conversation, Cancel);

    private async Task<DeskThread?> ThreadAsync() =>
        await CaseAsync() is { } talk && await desk.Threads.FindAsync(talk.Id, Cancel) is { ThreadId: not null } thread
            ? thread
            : null;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [GeneratedRegex(@"<b>[^<]*:</b> ([^<]*)")]
    private static partial Regex Customers();
}
