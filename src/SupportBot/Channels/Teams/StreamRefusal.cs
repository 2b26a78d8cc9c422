using SupportBot.BotFramework.Connector;

namespace SupportBot.Channels.Teams;

/// <summary>
/// Why Teams does not take a part of a stream. One code stands for most of the reasons; only the message tells them
/// apart.
/// </summary>
internal enum StreamRefusal
{
    /// <summary>The user pressed Stop: nothing more is to be said.</summary>
    Cancelled,

    /// <summary>Ended, out of time, or at odds with what was shown, which can still be replaced.</summary>
    Over,

    /// <summary>Not in this chat, or not for this bot.</summary>
    NotAllowed,

    /// <summary>Too fast, or no answer: the next part may go through.</summary>
    Later,
}

internal static class StreamRefusals
{
    /// <returns>Null where Teams took it.</returns>
    public static StreamRefusal? Read<T>(ConnectorResult<T> result) => result switch
    {
        ConnectorResult<T>.Succeeded => null,
        ConnectorResult<T>.Uncertain or ConnectorResult<T>.Failed { Status: 429 or 412 or null } => StreamRefusal.Later,
        ConnectorResult<T>.Failed { Status: 403, Message: var message } => Forbidden(message),
        _ => StreamRefusal.NotAllowed,
    };

    private static StreamRefusal Forbidden(string message)
    {
        if (Says("cancelled") || Says("canceled")) return StreamRefusal.Cancelled;
        return
            Says("exceeded streaming time")
            || Says("already completed")
            || Says("previously streamed")
            || Says("too large")
            ? StreamRefusal.Over
            : StreamRefusal.NotAllowed;

        bool Says(string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
