using SupportBot.BotFramework.Connector;

namespace SupportBot.Channels.Teams;

// Teams uses one error code for most of the reasons; only the message tells them apart.
internal enum StreamRefusal
{
    Cancelled,

    // Ended, timed out, or in conflict with the text shown, which can still be replaced.
    Over,

    NotAllowed,

    Later,
}

internal static class StreamRefusals
{
    public static StreamRefusal? Read<T>(ConnectorResult<T> result) => result switch
    {
        ConnectorResult<T>.Succeeded => null,
        ConnectorResult<T>.Uncertain or ConnectorResult<T>.Failed { Status: 429 or 412 or null } => StreamRefusal.Later,
        ConnectorResult<T>.Failed { Status: 403, Message: var message } => Forbidden(message),
        _ => StreamRefusal.NotAllowed,
    };

    private static StreamRefusal Forbidden(string message)
    {
        if (Contains("cancelled") || Contains("canceled")) return StreamRefusal.Cancelled;
        return Contains("exceeded streaming time") || Contains("already completed") || Contains("previously streamed")
            || Contains("too large")
                ? StreamRefusal.Over
                : StreamRefusal.NotAllowed;

        bool Contains(string text) => message.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
