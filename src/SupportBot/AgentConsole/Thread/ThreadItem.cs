using Microsoft.AspNetCore.Components;
using SupportBot.Core.Handoff;

namespace SupportBot.AgentConsole.Thread;

// What stands in a conversation, in the order of the log; what happened to cases stands behind the log entry before it.
public abstract record ThreadItem(long Number, DateTimeOffset At)
{
    public sealed record Message(
        long Number, DateTimeOffset At, ThreadAuthor Author, string Name, string Text, MarkupString Html,
        IReadOnlyList<ThreadSource> Sources, string ActivityId)
        : ThreadItem(Number, At)
    {
        public IReadOnlyList<ThreadFile> Files { get; init; } = [];
    }

    public sealed record CaseChange(CaseEvent Happened, string? AgentName) : ThreadItem(Happened.Number, Happened.At)
    {
        public bool IsNote => Happened.Kind == CaseEventKind.Noted;
    }

    public long Sequence => this is CaseChange happened ? happened.Happened.Sequence : 0;

    public string Key => this is CaseChange happened ? $"e{happened.Happened.Sequence}" : $"m{Number}";
}

public enum ThreadAuthor
{
    Customer,
    Bot,
    Agent,
}

// A file that somebody sent, by its address in the log.
public sealed record ThreadFile(string Name, string ConversationId, string Address);

// A section that an answer cites.
public sealed record ThreadSource(string Name, string Url, string Quote);
