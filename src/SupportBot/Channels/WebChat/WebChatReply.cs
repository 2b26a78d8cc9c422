using System.Text.Json.Nodes;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Schema;
using SupportBot.Core.Answers;
using SupportBot.Dialogs;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>
/// A reply that grows in the web chat: typing activities with what there is so far, then the message. Web Chat 4.18
/// reads how they belong together from <c>channelData</c>, later ones from a <c>streaminfo</c> entity.
/// </summary>
internal sealed class WebChatReply(ITurnContext turn) : IReply
{
    private string? _streamId;
    private int _sequence;
    private bool _hasGrown;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken) => SendAsync(text, "informative", cancellationToken);

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _hasGrown = true;
        return SendAsync(text, "streaming", cancellationToken);
    }

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken)
    {
        // What was shown while it was written does not grow a second time.
        if (!_hasGrown)
            foreach (var part in ReplyRenderer.Parts(answer.Text)) await WriteAsync(part, cancellationToken);
        var id = NextId();
        await FinishAsync(ReplyRenderer.Render(answer, id, texts.Automated), cancellationToken);
        return id;
    }

    public Task FinishAsync(string word, CancellationToken cancellationToken) => FinishAsync(MessageFactory.Text(word), cancellationToken);

    public Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken) =>
        FinishAsync(MessageFactory.SuggestedActions(questions, word), cancellationToken);

    private Task<ResourceResponse> FinishAsync(Activity message, CancellationToken cancellationToken)
    {
        if (_streamId is not null) Mark(message, "final", sequence: null);
        return turn.SendActivityAsync(message, cancellationToken);
    }

    private async Task SendAsync(string text, string type, CancellationToken cancellationToken)
    {
        // Web Chat 4.18 would sort a first chunk that does not name its own stream in front of an earlier stream.
        _streamId ??= NextId();
        var chunk = MessageFactory.Typing();
        (chunk.Text, chunk.TextFormat) = (text, TextFormatTypes.Markdown);
        Mark(chunk, type, ++_sequence);
        await turn.SendActivityAsync(chunk, cancellationToken);
    }

    private string NextId() => ((Outbox)turn.Adapter).NextId;

    private void Mark(Activity activity, string type, int? sequence)
    {
        activity.ChannelData = Marks(type, sequence);
        activity.Entities = [.. activity.Entities ?? [], new Entity { Type = "streaminfo", Properties = Marks(type, sequence) }];
    }

    private JsonObject Marks(string type, int? sequence)
    {
        var marks = new JsonObject { ["streamType"] = type, ["streamId"] = _streamId };
        if (sequence is not null) marks["streamSequence"] = sequence;
        return marks;
    }
}
