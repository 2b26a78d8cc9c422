using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

internal sealed class StreamedReply(
    ITurnContext turn, Outbox outbox, RenderAnswer render, TeamsStream stream) : IReplySink
{
    private bool _isEnded;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken)
    {
        stream.Announce(text);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        stream.Write(TeamsRenderer.RenderPartial(text));
        return Task.CompletedTask;
    }

    public Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken) =>
        EndAsync(render(answer, texts), cancellationToken);

    public Task FinishAsync(string text, CancellationToken cancellationToken) =>
        EndAsync([Messages.Plain(text)], cancellationToken);

    public Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken) =>
        EndAsync([ActionsCard.Asking(prompt)], cancellationToken);

    public Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        var message = Messages.Markdown(text);
        message.Attachments = [ActionsCard.WithQuestions(questions)];
        return EndAsync([message], cancellationToken);
    }

    // After Stop nothing is sent, and the answer is recorded under the id that it would have had.
    private async Task<string> EndAsync(IReadOnlyList<Activity> messages, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        if (_isEnded) return await turn.SendAllAsync(messages, cancellationToken);
        await stream.CloseAsync();
        _isEnded = true;
        if (stream.Refusal == StreamRefusal.Cancelled) return outbox.NextId;
        if (stream.Id is { } id) StreamInfo.MarkFinal(messages[0], id);
        return await turn.SendAllAsync(messages, cancellationToken);
    }
}
