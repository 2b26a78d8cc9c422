using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>Opens the WebSocket that a ticket in the address allows.</summary>
internal sealed class StreamEndpoint(
    DirectLineOptions options,
    DirectLineTokens tokens,
    UsedTickets used,
    OriginRules rules,
    IDirectLineConversations conversations,
    ConversationStreams streams,
    SocketSlots slots,
    DirectLineMetrics metrics,
    TimeProvider clock,
    IHostApplicationLifetime lifetime)
{
    public async Task<IResult> OpenAsync(HttpContext http, string conversationId)
    {
        if (http.Request.Query["t"].FirstOrDefault() is not { Length: > 0 } ticket)
            return DirectLineError.MissingCredentials();
        var reading = await tokens.ReadAsync(ticket, TokenUse.Stream);
        if (reading.State == TokenState.Invalid) return DirectLineError.InvalidToken();
        if (!reading.Identity.Opens(conversationId)) return DirectLineError.WrongConversation();
        if (reading.State == TokenState.Expired) return DirectLineError.TokenExpired();
        if (!Credentials.Trusts(reading.Identity, rules, http.Request)) return DirectLineError.UntrustedOrigin();
        if (!http.WebSockets.IsWebSocketRequest)
            return DirectLineError.BadArgument(
                "Open this address as a WebSocket (GET with Upgrade: websocket), or poll GET …/activities instead.");
        if (await conversations.FindAsync(conversationId, http.RequestAborted) is null)
            return DirectLineError.NoConversation();
        using var slot = slots.TryTake(http.Connection.RemoteIpAddress);
        if (slot is null)
        {
            http.Response.Headers.RetryAfter = "5";
            return DirectLineError.TooManySockets();
        }
        if (!used.TryUse(reading.Id, reading.Expiry)) return DirectLineError.TicketUsed();

        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = options.KeepAlive, KeepAliveTimeout = options.KeepAlive });
        var stream = new StreamSocket(socket, conversationId, reading.After, conversations, options, metrics, clock);
        streams.Add(conversationId, stream, options.SocketsPerConversation);
        try
        {
            await stream.RunAsync(lifetime.ApplicationStopping);
        }
        finally
        {
            streams.Remove(conversationId, stream);
        }
        return TypedResults.Empty;
    }
}
