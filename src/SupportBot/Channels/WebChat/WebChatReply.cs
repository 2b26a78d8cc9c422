using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

/// <summary>
/// A reply that grows in the web chat: typing activities with what there is so far, then the message. Web Chat 4.18
/// reads how they belong together from <c>channelData</c>, later ones from a <c>streaminfo</c> entity.
/// </summary>
internal sealed class WebChatReply(ITurnContext turn, Outbox outbox) : IReplySink
{
    private string? _streamId;
    private int _sequence;
    private bool _hasGrown;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken) =>
        SendAsync(text, "informative", cancellationToken);

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _hasGrown = true;
        return SendAsync(text, "streaming", cancellationToken);
    }

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        // What was shown while it was written does not grow a second time.
        if (!_hasGrown)
            foreach (var part in ReplyRenderer.Parts(answer.Text)) await WriteAsync(part, cancellationToken);
        var id = outbox.NextId;
        await FinishAsync(ReplyRenderer.Render(answer, id, texts.Automated), cancellationToken);
        return id;
    }

    public Task FinishAsync(string word, CancellationToken cancellationToken) =>
        FinishAsync(Messages.Plain(word), cancellationToken);

    public Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken) =>
        FinishAsync(Messages.WithButtons(questions, word), cancellationToken);

    private Task<ResourceResponse> FinishAsync(Activity message, CancellationToken cancellationToken)
    {
        if (_streamId is not null) Mark(message, "final", sequence: null);
        return turn.SendActivityAsync(message, cancellationToken);
    }

    private async Task SendAsync(string text, string type, CancellationToken cancellationToken)
    {
        // Web Chat 4.18 would sort a first chunk that does not name its own stream in front of an earlier stream.
        _streamId ??= outbox.NextId;
        var chunk = Messages.Typing();
        (chunk.Text, chunk.TextFormat) = (text, TextFormatTypes.Markdown);
        Mark(chunk, type, ++_sequence);
        await turn.SendActivityAsync(chunk, cancellationToken);
    }

    private void Mark(Activity activity, string type, int? sequence)
    {
        activity.ChannelData = Marks(type, sequence);
        activity.Entities =
        [
            .. activity.Entities ?? [],
            new Entity { Type = "streaminfo", Properties = Marks(type, sequence) },
        ];
    }

    private JObject Marks(string type, int? sequence)
    {
        var marks = new JObject { ["streamType"] = type, ["streamId"] = _streamId };
        if (sequence is not null) marks["streamSequence"] = sequence;
        return marks;
    }
}
