using Microsoft.Bot.Builder;
using SupportBot.Brands;
using SupportBot.Core.Answers;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

internal sealed class PlainReply(ITurnContext turn, RenderAnswer render, bool showsTyping, TimeProvider clock)
    : IReplySink
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _typing = Task.CompletedTask;

    public Task AnnounceAsync(string text, CancellationToken cancellationToken)
    {
        if (showsTyping) _typing = ShowTypingAsync(cancellationToken);
        return Task.CompletedTask;
    }

    public Task WriteAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        await EndTypingAsync();
        return await turn.SendAllAsync(render(answer, texts), cancellationToken);
    }

    public async Task FinishAsync(string text, CancellationToken cancellationToken)
    {
        await EndTypingAsync();
        await turn.SendActivityAsync(Messages.Plain(text), cancellationToken);
    }

    public async Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken)
    {
        await EndTypingAsync();
        return await turn.SendAllAsync([ActionsCard.Asking(prompt)], cancellationToken);
    }

    public async Task OfferAsync(string text, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        await EndTypingAsync();
        await turn.SendActivityAsync(Messages.WithButtons(questions, text), cancellationToken);
    }

    private async Task ShowTypingAsync(CancellationToken cancellationToken)
    {
        await _ready.Task.WaitAsync(TeamsStream.StartDelay, clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_ready.Task.IsCompleted && !cancellationToken.IsCancellationRequested)
            await turn.SendActivityAsync(Messages.Typing(), CancellationToken.None);
    }

    private Task EndTypingAsync()
    {
        _ready.TrySetResult();
        return _typing;
    }
}
