namespace SupportBot.Core.Conversations;

/// <summary>Something that the bot said, on its way to a channel.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Its number in the log.</param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="CreatedAt">When it was said.</param>
public sealed record Delivery(string ConversationId, long Number, ReadOnlyMemory<byte> Json, DateTimeOffset CreatedAt);

/// <summary>What became of a delivery.</summary>
public abstract record DeliveryEnd
{
    private DeliveryEnd()
    {
    }

    /// <summary>The channel took it.</summary>
    /// <param name="ChannelActivityId">The channel's own id of it; null where it gave none.</param>
    public sealed record Sent(string? ChannelActivityId) : DeliveryEnd;

    /// <summary>It may have been said; saying it again is a person's decision.</summary>
    public sealed record Uncertain(string Problem) : DeliveryEnd;

    /// <summary>The user stopped it while it was shown, and has seen what there was.</summary>
    public sealed record Stopped : DeliveryEnd;

    /// <summary>The channel refused it.</summary>
    public sealed record Failed(string Problem) : DeliveryEnd;

    /// <summary>The channel never got it, and may be asked again later.</summary>
    public sealed record Postponed(string Problem) : DeliveryEnd;
}
