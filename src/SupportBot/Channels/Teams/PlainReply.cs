using Microsoft.Bot.Builder;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>A reply that comes as a whole.</summary>
/// <param name="turn">The turn.</param>
/// <param name="render">Makes the messages.</param>
/// <param name="types">Whether three dots are shown where it takes its time.</param>
/// <param name="clock">The time.</param>
internal sealed class PlainReply(ITurnContext turn, RenderAnswer render, bool types, TimeProvider clock) : IReplySink
{
    private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _typing = Task.CompletedTask;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken)
    {
        if (types) _typing = TypeAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        await EndTypingAsync();
        return await turn.SendAllAsync(render(answer), cancellationToken);
    }

    public async Task FinishAsync(string word, CancellationToken cancellationToken)
    {
        await EndTypingAsync();
        await turn.SendActivityAsync(Messages.Plain(word), cancellationToken);
    }

    public async Task OfferAsync(string word, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        await EndTypingAsync();
        await turn.SendActivityAsync(Messages.WithButtons(questions, word), cancellationToken);
    }

    private async Task TypeAsync(CancellationToken cancellationToken)
    {
        await _made
            .Task.WaitAsync(TeamsStream.Grace, clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_made.Task.IsCompleted && !cancellationToken.IsCancellationRequested)
            await turn.SendActivityAsync(Messages.Typing(), CancellationToken.None);
    }

    private Task EndTypingAsync()
    {
        _made.TrySetResult();
        return _typing;
    }
}
