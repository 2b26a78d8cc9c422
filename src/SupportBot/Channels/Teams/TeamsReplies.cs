using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Conversations;
using SupportBot.Settings;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>Makes the reply to a turn in the form that its conversation can show.</summary>
internal sealed class TeamsReplies(
    TeamsSender sender, TurnStore turns, IOptions<ServerOptions> server, TimeProvider clock)
{
    private readonly TeamsRenderer _teams = new(server.Value.PublicAddress);
    private readonly PlainRenderer _others = new(server.Value.PublicAddress);

    /// <param name="context">The turn.</param>
    /// <param name="outbox">Its outbox.</param>
    /// <param name="isSent">Whether the reply is sent to the channel, and not to somebody who waits for it.</param>
    public IReplySink ReplyTo(ITurnContext context, Outbox outbox, bool isSent)
    {
        var (isTeams, type) = (
            context.Activity.ChannelId == Microsoft.Bot.Connector.Channels.Msteams,
            context.Activity.Conversation?.ConversationType);
        RenderAnswer render = isTeams ? _teams.Render : _others.Render;
        return isSent && isTeams && type == "personal"
            ? new StreamedReply(context, outbox, render, Stream(context.Activity, outbox.Turn))
            : new PlainReply(context, render, types: isSent && type != "channel", clock);
    }

    private TeamsStream Stream(Activity inbound, Turn turn) =>
        new(chunk => SendAsync(inbound, turn, chunk), clock, turn.StreamId);

    private async Task<ConnectorResult<ResourceResponse>> SendAsync(Activity inbound, Turn turn, Activity chunk)
    {
        chunk.ApplyConversationReference(inbound.GetConversationReference());
        var result = await sender.SayLiveAsync(chunk, CancellationToken.None);
        if (
            StreamInfo.IdOf(chunk) is null
            && result is ConnectorResult<ResourceResponse>.Succeeded { Value.Id: { } id })
            await KeepAsync(turn, id);
        return result;
    }

    private async Task KeepAsync(Turn turn, string streamId)
    {
        try
        {
            await turns.KeepStreamAsync(turn, streamId, CancellationToken.None);
        }
        catch (IOException)
        {
            // Only a later process would need it; the turn's end tells of the storage.
        }
    }
}
