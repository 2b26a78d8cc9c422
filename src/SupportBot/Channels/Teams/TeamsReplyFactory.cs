using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Connector;
using SupportBot.Core.Conversations;
using SupportBot.Settings;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

internal sealed class TeamsReplyFactory(
    TeamsSender sender, TurnStore turns, IOptions<ServerOptions> server, TimeProvider clock)
{
    private readonly TeamsRenderer _teams = new(server.Value.PublicAddress);
    private readonly PlainRenderer _others = new(server.Value.PublicAddress);

    public IReplySink Create(ITurnContext context, Outbox outbox, bool isSent)
    {
        var (isTeams, type) = (
            context.Activity.ChannelId == Microsoft.Bot.Connector.Channels.Msteams,
            context.Activity.Conversation?.ConversationType);
        RenderAnswer render = isTeams
            ? (answer, texts) => _teams.Render(answer, LinkButtons.Of(answer, texts))
            : (answer, texts) => _others.Render(answer, LinkButtons.Of(answer, texts));
        return isSent && isTeams && type == "personal"
            ? new StreamedReply(context, outbox, render, Stream(context.Activity, outbox.Turn))
            : new PlainReply(context, render, showsTyping: isSent && type != "channel", clock);
    }

    private TeamsStream Stream(Activity inbound, Turn turn) =>
        new(chunk => SendAsync(inbound, turn, chunk), clock, turn.StreamId);

    private async Task<ConnectorResult<ResourceResponse>> SendAsync(Activity inbound, Turn turn, Activity chunk)
    {
        chunk.ApplyConversationReference(inbound.GetConversationReference());
        var result = await sender.SendTransientAsync(chunk, CancellationToken.None);
        if (StreamInfo.IdOf(chunk) is null
            && result is ConnectorResult<ResourceResponse>.Succeeded { Value.Id: { } id })
            await StoreStreamIdAsync(turn, id);
        return result;
    }

    private async Task StoreStreamIdAsync(Turn turn, string streamId)
    {
        try
        {
            await turns.KeepStreamAsync(turn, streamId, CancellationToken.None);
        }
        catch (IOException)
        {
            // Only another process would need the id, and the end of the turn reports the failure.
        }
    }
}
