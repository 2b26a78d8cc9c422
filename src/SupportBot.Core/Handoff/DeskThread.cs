namespace SupportBot.Core.Handoff;

/// <summary>A case's thread at a desk outside of the host, such as in a channel of Teams.</summary>
public sealed record DeskThread
{
    public required string CaseId { get; init; }

    /// <summary>The customer's conversation.</summary>
    public required string ConversationId { get; init; }

    /// <summary>The desk's id of the thread; null until its first message was sent.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The desk's id of the thread's first message, the card; null until it was sent.</summary>
    public string? RootId { get; init; }

    /// <summary>Number of the last log entry that the thread shows.</summary>
    public long Shown { get; init; }

    /// <summary>Sequence number of the last event that the thread shows.</summary>
    public long Sequence { get; init; }

    /// <summary>Hash of the card as it is shown; empty if that is not known.</summary>
    public string Card { get; init; } = "";

    /// <summary>Number of unconfirmed messages that the thread does not speak of yet.</summary>
    public long Unconfirmed { get; init; }

    /// <summary>Number of attempts to send the first message whose outcome is not known.</summary>
    public long Doubtful { get; init; }
}

/// <summary>An entry of a conversation's log with its sender, as a desk relays it.</summary>
/// <param name="Number">Its number in the log.</param>
/// <param name="SenderId">Empty for the bot; an agent's id as <see cref="CasePost.AgentSender"/> writes it.</param>
/// <param name="ClientId">What identifies repetitions of the message; null for nothing.</param>
/// <param name="Json">The activity, UTF-8.</param>
public sealed record SentEntry(long Number, string SenderId, string? ClientId, ReadOnlyMemory<byte> Json)
{
    /// <summary>The agent who wrote it; null if it was not an agent.</summary>
    public string? AgentId => SenderId.StartsWith(CasePost.AgentPrefix, StringComparison.Ordinal)
        ? SenderId[CasePost.AgentPrefix.Length..]
        : null;
}
