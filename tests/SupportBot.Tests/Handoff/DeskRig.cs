using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;
using SupportBot.Tests.Channels;

namespace SupportBot.Tests.Handoff;

/// <summary>The product with a desk, and agents who sit at it.</summary>
internal sealed class DeskRig(ChatHost host) : IAsyncDisposable
{
    public const string Ana = "ana";
    public const string Ben = "ben";

    public ChatHost Host => host;

    public CaseStore Cases => host.Services.GetRequiredService<CaseStore>();

    public AgentStore Agents => host.Services.GetRequiredService<AgentStore>();

    public CaseFeed Feed => host.Services.GetRequiredService<CaseFeed>();

    public CaseDesk Desk => host.Services.GetRequiredService<CaseDesk>();

    public AgentDesks Staffed => host.Services.GetRequiredService<AgentDesks>();

    public CaseTimeouts Timeouts => host.Services.GetRequiredService<CaseTimeouts>();

    public static Task<DeskRig> StartAsync(
        DirectoryInfo folder, string[] agents, params (string Name, string Value)[] settings) =>
        StartAsync(folder, new FakeTimeProvider(ChatHost.Noon), agents, settings);

    public static async Task<DeskRig> StartAsync(
        DirectoryInfo folder, FakeTimeProvider clock, string[] agents, params (string Name, string Value)[] settings)
    {
        var rig = new DeskRig(await ChatHost.StartAsync(folder, clock, new Answerer(AnswerAsync), settings));
        foreach (var agent in agents) await rig.SignInAsync(agent);
        return rig;
    }

    public Task SignInAsync(string id, AgentStatus status = AgentStatus.Online, int capacity = 5) =>
        Agents.SignInAsync(
            new Agent { Id = id, Name = char.ToUpperInvariant(id[0]) + id[1..], Status = status, Capacity = capacity },
            Cancel);

    /// <summary>Waits until the visitor's newest case is in a state.</summary>
    public async Task<SupportCase> CaseAsync(Visitor visitor, params CaseState[] states)
    {
        while (true)
        {
            if (await Cases.FindLastAsync(visitor.Conversation, Cancel) is { } found && states.Contains(found.State))
                return found;
            await Task.Delay(5, Cancel);
        }
    }

    /// <summary>Waits until the newest event of a case is of a kind.</summary>
    public async Task EventAsync(SupportCase @case, CaseEventKind kind)
    {
        while ((await Cases.EventsAsync(0, @case.Id, 500, Cancel))[^1].Kind != kind) await Task.Delay(5, Cancel);
    }

    public async Task<SupportCase> DoAsync(SupportCase @case, CaseCommand command) =>
        Assert.IsType<CaseResult.Done>(await Desk.ExecuteAsync(@case.Id, command, Cancel)).Case;

    public async Task<SupportCase> ReplyAsync(SupportCase @case, string agent, string text)
    {
        var last = (await Cases.EventsAsync(0, @case.Id, 500, Cancel))[^1].Number;
        return Assert.IsType<CaseResult.Done>(
            await Desk.ReplyAsync(@case.Id, agent, text, last, Guid.NewGuid().ToString("N"), Cancel)).Case;
    }

    /// <summary>Asks for a person, and is claimed by Ana.</summary>
    public async Task<SupportCase> TalkToAnaAsync(Visitor visitor)
    {
        await visitor.SayAsync("human");
        return await DoAsync(await CaseAsync(visitor, CaseState.Waiting), new CaseCommand.Claim(Ana));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>The button with a title below a message of the bot.</summary>
    public static JsonObject Press(JsonNode message, string title)
    {
        var button = message["suggestedActions"]!["actions"]!.AsArray().Single(
            action => Visitor.Text(action!["title"]) == title)!;
        return new JsonObject
        {
            ["type"] = "message", ["text"] = title, ["locale"] = "en-US", ["value"] = button["value"]!.DeepClone(),
        };
    }

    public static IReadOnlyList<string> Buttons(JsonNode message) =>
        [.. (message["suggestedActions"]?["actions"]?.AsArray() ?? []).Select(
            action => Visitor.Text(action!["title"]))];

    // The message names the kind of answer that it gets: "human", "staff", "complaint", "refuse" or an answer.
    private static Task<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        var (kind, topic) = question.Text switch
        {
            "human" => (AnswerKind.Human, "human"),
            "staff" => (AnswerKind.Human, "staff"),
            "complaint" => (AnswerKind.SmallTalk, "complaint"),
            "refuse" => (AnswerKind.Refused, "no-evidence"),
            _ => (AnswerKind.Answered, "supported"),
        };
        var answer = kind == AnswerKind.Answered
            ? Answerer.Answered(question)
            : Answerer.Of(kind, $"A text for {topic}.");
        return Task.FromResult(answer with { Evidence = answer.Evidence with { Reason = topic } });
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
