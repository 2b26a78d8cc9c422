using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.WebChat;

// Web Chat 4.18 reads the stream from channelData, later versions from a streaminfo entity.
internal sealed class WebChatReply(ITurnContext turn, Outbox outbox) : IReplySink
{
    private string? _streamId;
    private int _sequence;
    private bool _isStreamed;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken) =>
        SendAsync(text, "informative", cancellationToken);

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        _isStreamed = true;
        return SendAsync(text, "streaming", cancellationToken);
    }

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        if (!_isStreamed)
            foreach (var part in WebChatRenderer.Prefixes(answer.Text)) await WriteAsync(part, cancellationToken);
        var id = outbox.NextId;
        var message = WebChatRenderer.Render(answer, id, texts.Automated, LinkButtons.Of(answer, texts));
        await FinishAsync(message, cancellationToken);
        return id;
    }

    public Task FinishAsync(string text, CancellationToken cancellationToken) =>
        FinishAsync(Messages.Plain(text), cancellationToken);

    public Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken) =>
        FinishAsync(Messages.WithButtons(questions, text), cancellationToken);

    public async Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken)
    {
        var id = outbox.NextId;
        await FinishAsync(Messages.Asking(prompt), cancellationToken);
        return id;
    }

    private Task<ResourceResponse> FinishAsync(Activity message, CancellationToken cancellationToken)
    {
        if (_streamId is not null) AddStreamInfo(message, "final", sequence: null);
        _streamId = null;
        return turn.SendActivityAsync(message, cancellationToken);
    }

    private async Task SendAsync(string text, string type, CancellationToken cancellationToken)
    {
        // Web Chat 4.18 would sort a first chunk without its own stream id before an earlier stream.
        _streamId ??= outbox.NextId;
        var chunk = Messages.Typing();
        (chunk.Text, chunk.TextFormat) = (text, TextFormatTypes.Markdown);
        AddStreamInfo(chunk, type, ++_sequence);
        await turn.SendActivityAsync(chunk, cancellationToken);
    }

    private void AddStreamInfo(Activity activity, string type, int? sequence)
    {
        activity.ChannelData = StreamProperties(type, sequence);
        activity.Entities =
        [
            .. activity.Entities ?? [],
            new Entity { Type = "streaminfo", Properties = StreamProperties(type, sequence) },
        ];
    }

    private JObject StreamProperties(string type, int? sequence)
    {
        var properties = new JObject { ["streamType"] = type, ["streamId"] = _streamId };
        if (sequence is not null) properties["streamSequence"] = sequence;
        return properties;
    }
}
