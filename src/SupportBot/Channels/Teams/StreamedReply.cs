using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>A reply that grows in a personal chat of Teams.</summary>
internal sealed class StreamedReply(
    ITurnContext turn, Outbox outbox, RenderAnswer render, TeamsStream stream) : IReplySink
{
    public Task AnnounceAsync(string text, CancellationToken cancellationToken)
    {
        stream.Announce(text);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        stream.Write(TeamsRenderer.Growing(text));
        return Task.CompletedTask;
    }

    public Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken) =>
        EndAsync(render(answer), cancellationToken);

    public Task FinishAsync(string word, CancellationToken cancellationToken) =>
        EndAsync([Messages.Plain(word)], cancellationToken);

    public Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken) =>
        EndAsync([QuestionsCard.Below(word, questions)], cancellationToken);

    /// <summary>
    /// The first message ends the stream. To someone who pressed Stop nothing more is said; the turn has its answer all
    /// the same, under the id that it would have had.
    /// </summary>
    private async Task<string> EndAsync(IReadOnlyList<Activity> messages, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        await stream.CloseAsync();
        if (stream.Refusal == StreamRefusal.Cancelled) return outbox.NextId;
        if (stream.Id is { } id) StreamInfo.Mark(messages[0], id);
        return await turn.SendAllAsync(messages, cancellationToken);
    }
}
