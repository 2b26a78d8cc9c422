using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

internal sealed class StreamEndpoint(
    DirectLineOptions options,
    DirectLineTokens tokens,
    UsedTickets used,
    OriginRules rules,
    IDirectLineConversations conversations,
    AttachmentAddresses attachments,
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
        var token = await tokens.ReadAsync(ticket, TokenUse.Stream);
        if (token.State == TokenState.Invalid) return DirectLineError.InvalidToken();
        if (!token.Identity.CanAccess(conversationId)) return DirectLineError.WrongConversation();
        if (token.State == TokenState.Expired) return DirectLineError.TokenExpired();
        if (await conversations.IsRevokedAsync(conversationId, http.RequestAborted))
            return DirectLineError.InvalidToken();
        if (!CredentialsFilter.TrustsOrigin(token.Identity, rules, http.Request))
            return DirectLineError.UntrustedOrigin();
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
        if (!used.TryUse(token.Id, token.Expiry)) return DirectLineError.TicketUsed();

        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = options.KeepAlive, KeepAliveTimeout = options.KeepAlive });
        var stream = new StreamSocket(
            socket, conversationId, token.After, conversations, attachments, options, metrics, clock);
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
