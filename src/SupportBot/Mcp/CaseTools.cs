using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using SupportBot.Contact;
using SupportBot.Core.Handoff;
using SupportBot.Settings;

namespace SupportBot.Mcp;

// The tools over the cases, for the agents' key alone.
internal sealed class CaseTools(
    CaseStore cases, AgentStore agents, TranscriptWriter transcripts, ToolCalls calls, IOptions<ServerOptions> server)
{
    public const string ListTool = "list_cases";
    public const string GetTool = "get_case";

    private const int MostCases = 100;
    private const int MostEvents = 500;
    private const int LongestQuestion = 300;
    private const int LongestTranscript = 20_000;
    private const int IdLength = 32;

    private static readonly Dictionary<string, IReadOnlyCollection<CaseState>> States = Enum.GetValues<CaseState>()
        .Select(state => KeyValuePair.Create<string, IReadOnlyCollection<CaseState>>(Name(state), [state]))
        .Append(KeyValuePair.Create<string, IReadOnlyCollection<CaseState>>(
            "open", [CaseState.Waiting, CaseState.Assigned, CaseState.Active, CaseState.Snoozed]))
        .Append(KeyValuePair.Create<string, IReadOnlyCollection<CaseState>>(
            "ended", [CaseState.Resolved, CaseState.Left, CaseState.TimedOut]))
        .ToDictionary(StringComparer.OrdinalIgnoreCase);

    [McpServerTool(
        Name = ListTool, Title = "List cases", ReadOnly = true, Destructive = false, Idempotent = true,
        OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(FoundCases))]
    [Description("Lists conversations that were handed over to people: open ones the longest waiting first, ended ones "
        + "the newest first.")]
    public Task<CallToolResult> ListAsync(
        [Description("open, ended, or one state: offered, waiting, assigned, active, snoozed, resolved, declined, left "
            + "or timedOut.")] string state = "open",
        [Description("How many cases at most."), Range(1, MostCases)] int limit = 20,
        CancellationToken cancellationToken = default) =>
        calls.RunAsync(McpCaller.Agents, ListTool, () => FindAllAsync(state, limit, cancellationToken));

    [McpServerTool(
        Name = GetTool, Title = "Get a case", ReadOnly = true, Destructive = false, Idempotent = true,
        OpenWorld = false, UseStructuredContent = true, OutputSchemaType = typeof(CaseFile))]
    [Description("Reads one case with its history and the end of its conversation.")]
    public Task<CallToolResult> GetAsync(
        [Description("The id of the case, as list_cases names it."), MaxLength(IdLength)] string id,
        CancellationToken cancellationToken = default) =>
        calls.RunAsync(McpCaller.Agents, GetTool, () => FindAsync(id, cancellationToken));

    private async Task<ToolOutcome> FindAllAsync(string state, int limit, CancellationToken cancellationToken)
    {
        if (!States.TryGetValue(state, out var states))
            return new ToolOutcome.Refused($"state must be one of: {string.Join(", ", States.Keys)}.");
        if (limit is < 1 or > MostCases) return new ToolOutcome.Refused($"limit must be from 1 to {MostCases}.");
        var found = await cases.ListAsync(states, limit, cancellationToken);
        var names = await NamesAsync(found.Select(each => each.AgentId), cancellationToken);
        return new ToolOutcome.Found(
            new FoundCases([.. found.Select(each => Brief(each, LongestQuestion, names))]), found.Count);
    }

    private async Task<ToolOutcome> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length > IdLength || await cases.FindAsync(id, cancellationToken) is not { } found)
            return new ToolOutcome.Refused("There is no case with this id.");
        var events = await cases.EventsAsync(0, found.Id, MostEvents, cancellationToken);
        var names = await NamesAsync(
            events.Select(each => each.AgentId).Append(found.AgentId), cancellationToken);
        var transcript = await transcripts.WriteAsync(
            found.ConversationId, found.Language, isForCustomer: false, cancellationToken) ?? "";
        return new ToolOutcome.Found(
            new CaseFile(
                Brief(found, int.MaxValue, names), [.. events.Select(each => Past(each, names))],
                transcript[Math.Max(0, transcript.Length - LongestTranscript)..]), 1);
    }

    private async Task<IReadOnlyDictionary<string, string>> NamesAsync(
        IEnumerable<string?> agentIds, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in agentIds.OfType<string>().Distinct())
            names[id] = (await agents.FindAsync(id, cancellationToken))?.Name ?? "";
        return names;
    }

    private BriefCase Brief(SupportCase @case, int length, IReadOnlyDictionary<string, string> names) => new(
        @case.Id, @case.State, @case.Reason, TextLimit.Cut(@case.Question, length), @case.Language, @case.Skill,
        Of(names, @case.AgentId), @case.OpenedAt, @case.AssignedAt, @case.CustomerAt, @case.SnoozedUntil, @case.EndedAt,
        @case.Rating, $"{server.Value.PublicAddress}/console/cases/{@case.Id}");

    private static PastEvent Past(CaseEvent past, IReadOnlyDictionary<string, string> names) =>
        new(past.Kind, Of(names, past.AgentId), past.Text, past.At);

    private static string? Of(IReadOnlyDictionary<string, string> names, string? agentId) =>
        agentId is not null && names.GetValueOrDefault(agentId) is { Length: > 0 } name ? name : null;

    private static string Name(CaseState state) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}

/// <param name="Cases">In the order of the tool's description.</param>
internal sealed record FoundCases(IReadOnlyList<BriefCase> Cases);

/// <param name="Id">32 hexadecimal digits.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why it began.</param>
/// <param name="Question">The customer's message that led to it.</param>
/// <param name="Language">Two-letter code.</param>
/// <param name="Skill">The skill that an agent needs; empty for none.</param>
/// <param name="Agent">Name of the agent who has it; null for nobody.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="AssignedAt">When the agent took it.</param>
/// <param name="CustomerAt">When the customer wrote last.</param>
/// <param name="SnoozedUntil">Until when it rests.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="Rating">The customer's rating, 1 to 5.</param>
/// <param name="Url">Opens it in the agent console.</param>
internal sealed record BriefCase(
    string Id, CaseState State, HandoffReason Reason, string Question, string Language, string Skill, string? Agent,
    DateTimeOffset OpenedAt, DateTimeOffset? AssignedAt, DateTimeOffset CustomerAt, DateTimeOffset? SnoozedUntil,
    DateTimeOffset? EndedAt, int? Rating, string Url);

/// <param name="Case">The case.</param>
/// <param name="Events">What happened to it, oldest first.</param>
/// <param name="Transcript">The last 20,000 characters of the conversation.</param>
internal sealed record CaseFile(BriefCase Case, IReadOnlyList<PastEvent> Events, string Transcript);

/// <param name="Kind">What happened.</param>
/// <param name="Agent">Who did it, or whom it was given to; null for nobody.</param>
/// <param name="Note">The text of a note; empty otherwise.</param>
/// <param name="At">When.</param>
internal sealed record PastEvent(CaseEventKind Kind, string? Agent, string Note, DateTimeOffset At);
