namespace SupportBot.Core.Conversations;

/// <summary>A message of the bot that is sent to a channel.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Number">Its number in the log.</param>
/// <param name="Json">The activity, UTF-8.</param>
/// <param name="CreatedAt">When it was created.</param>
public sealed record Delivery(string ConversationId, long Number, ReadOnlyMemory<byte> Json, DateTimeOffset CreatedAt);

/// <summary>The result of a delivery.</summary>
public abstract record DeliveryEnd
{
    private DeliveryEnd()
    {
    }

    /// <summary>The channel accepted it.</summary>
    /// <param name="ChannelActivityId">The channel's own id of it; null if it gave none.</param>
    public sealed record Sent(string? ChannelActivityId) : DeliveryEnd;

    /// <summary>Delivery is unconfirmed; only a person may decide to send it again.</summary>
    public sealed record Uncertain(string Problem) : DeliveryEnd;

    /// <summary>The user stopped it while it was streamed, and has seen the part until then.</summary>
    public sealed record Stopped : DeliveryEnd;

    /// <summary>The channel rejected it.</summary>
    public sealed record Failed(string Problem) : DeliveryEnd;

    /// <summary>The channel did not receive it; it can be sent again later.</summary>
    public sealed record Postponed(string Problem) : DeliveryEnd;
}
