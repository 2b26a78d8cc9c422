using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Thread;

// An open conversation as a desk knows it: read from two cursors, the number of the last log entry and the sequence of
// the last event. Whatever was missed is read with the next refresh, in order and once.
public sealed class CaseView(
    ListedCase listed, Agent agent, CaseDirectory directory, ConversationStore conversations)
{
    private const int FirstPage = 200;
    private const int Page = 200;
    private const int PageBytes = 2_000_000;

    private readonly List<ThreadItem> _items = [];
    private long _log;
    private long _events;
    private long _seen;

    public ListedCase Listed { get; private set; } = listed;

    public SupportCase Case => Listed.Case;

    public IReadOnlyList<ThreadItem> Items => _items;

    // Whether the log begins before the first item.
    public bool HasEarlier { get; private set; }

    // The colleague who replied after this agent began to write, until the agent has looked at it; null for none.
    public string? Unseen { get; private set; }

    // The last entry that the agent has seen, which a reply states.
    public long SeenThrough => _seen;

    public bool IsMine => Case.AgentId == agent.Id && Case.Owner == ConversationOwner.Human;

    // Reads what is new. Returns whether anything was.
    public async Task<bool> RefreshAsync(
        bool isWriting, Func<string?, string?> nameOf, CancellationToken cancellationToken)
    {
        var isFirst = _log == 0;
        if (isFirst) await SkipAsync(cancellationToken);
        var (before, was) = (_items.Count, Case);
        if (await directory.FindAsync(Case.Id, cancellationToken) is { } current) Listed = current;
        // Events first: an event's number is that of a log entry which is then read as well.
        var events = await directory.EventsAsync(Case.ConversationId, _events, cancellationToken);
        await ReadLogAsync(cancellationToken);
        if (Unseen is null) _seen = _log;
        foreach (var happened in events)
        {
            _events = happened.Sequence;
            if (isWriting && !isFirst && happened.Kind == CaseEventKind.Replied && happened.AgentId != agent.Id)
                (Unseen, _seen) = (nameOf(happened.AgentId) ?? "", Math.Min(_seen, happened.Number - 1));
            if (IsShown(happened)) _items.Add(new ThreadItem.CaseChange(happened, nameOf(happened.AgentId)));
        }
        if (_items.Count != before)
            _items.Sort((a, b) => (a.Number, a.Sequence).CompareTo((b.Number, b.Sequence)));
        return _items.Count != before || was != Case;
    }

    // The agent has looked at the colleague's reply.
    public void Look() => (Unseen, _seen) = (null, _log);

    public async Task ShowEarlierAsync(CancellationToken cancellationToken)
    {
        var first = _items.OfType<ThreadItem.Message>().FirstOrDefault()?.Number ?? 0;
        var slice = await conversations.ReadAsync(
            Case.ConversationId, Math.Max(0, first - 1 - Page), Page, PageBytes, cancellationToken);
        _items.InsertRange(0, (slice?.Visible ?? []).Where(entry => entry.Number < first)
            .Select(ThreadReader.Read).OfType<ThreadItem.Message>());
        HasEarlier = slice is { After: > 0 };
    }

    private async Task SkipAsync(CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(Case.ConversationId, cancellationToken) is not { } conversation) return;
        _log = Math.Max(0, conversation.LastNumber - FirstPage);
        HasEarlier = _log > 0;
    }

    private async Task ReadLogAsync(CancellationToken cancellationToken)
    {
        while (await conversations.ReadAsync(
            Case.ConversationId, _log, Page, PageBytes, cancellationToken) is { } slice && slice.After == _log)
        {
            _items.AddRange(slice.Visible.Select(ThreadReader.Read).OfType<ThreadItem.Message>());
            _log = slice.Through;
            if (!slice.More) break;
        }
    }

    private static bool IsShown(CaseEvent happened) =>
        happened.Kind is not (CaseEventKind.CustomerWrote or CaseEventKind.Replied);
}
