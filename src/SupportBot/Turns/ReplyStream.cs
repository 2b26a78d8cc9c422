using System.Text.Json.Nodes;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;

namespace SupportBot.Turns;

/// <summary>
/// A reply that shows while it is made: typing activities with what there is so far, then the message. Web Chat reads
/// how they belong together from <c>channelData</c>, Teams from a <c>streaminfo</c> entity.
/// </summary>
internal sealed class ReplyStream(ITurnContext turn)
{
    private readonly Progress _progress = turn.TurnState.Get<Progress>() ?? Begin(turn);

    /// <summary>Says what is being done; the text gives way to the first words of the reply.</summary>
    public Task AnnounceAsync(string text, CancellationToken cancellationToken) => SendAsync(text, "informative", cancellationToken);

    /// <summary>Shows the reply so far.</summary>
    /// <param name="text">All of it, beginning with what was shown before.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    public Task WriteAsync(string text, CancellationToken cancellationToken) => SendAsync(text, "streaming", cancellationToken);

    /// <summary>Sends the message that replaces what was shown; where nothing was, it is an ordinary message.</summary>
    /// <param name="render">Makes the message, given its id.</param>
    /// <param name="cancellationToken">Ends the turn.</param>
    /// <returns>The id.</returns>
    public async Task<string> FinishAsync(Func<string, Activity> render, CancellationToken cancellationToken)
    {
        var id = NextId();
        var message = render(id);
        if (_progress.Id is not null) Mark(message, "final", sequence: null);
        await turn.SendActivityAsync(message, cancellationToken);
        return id;
    }

    private async Task SendAsync(string text, string type, CancellationToken cancellationToken)
    {
        // Web Chat 4.18 would sort a first chunk that does not name its own stream in front of an earlier stream.
        _progress.Id ??= NextId();
        var chunk = MessageFactory.Typing();
        (chunk.Text, chunk.TextFormat) = (text, TextFormatTypes.Markdown);
        Mark(chunk, type, ++_progress.Sequence);
        await turn.SendActivityAsync(chunk, cancellationToken);
    }

    private string NextId() => ((Outbox)turn.Adapter).NextId(turn.Activity);

    private void Mark(Activity activity, string type, int? sequence)
    {
        activity.ChannelData = Marks(type, sequence);
        activity.Entities = [.. activity.Entities ?? [], new Entity { Type = "streaminfo", Properties = Marks(type, sequence) }];
    }

    private JsonObject Marks(string type, int? sequence)
    {
        var marks = new JsonObject { ["streamType"] = type, ["streamId"] = _progress.Id };
        if (sequence is not null) marks["streamSequence"] = sequence;
        return marks;
    }

    private static Progress Begin(ITurnContext turn)
    {
        var progress = new Progress();
        turn.TurnState.Set(progress);
        return progress;
    }

    /// <summary>How far the turn's one stream is, for whoever ends it.</summary>
    private sealed class Progress
    {
        public string? Id { get; set; }
        public int Sequence { get; set; }
    }
}
