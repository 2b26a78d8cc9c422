using SupportBot.BotFramework;
using SupportBot.Core.Answers;
using SupportBot.Dialogs;
using SupportBot.Turns;

namespace SupportBot.Channels.Teams;

/// <summary>A reply that comes as a whole, after a sign that it is on its way where people look at the chat.</summary>
internal sealed class PlainReply(ITurnContext turn) : IReply
{
    public Task AnnounceAsync(string text, CancellationToken cancellationToken) =>
        turn.Activity.Conversation?.ConversationType is "personal" or "groupChat" ? turn.SendActivityAsync(MessageFactory.Typing(), cancellationToken) : Task.CompletedTask;

    public Task WriteAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<string> FinishAsync(Answer answer, ChatTexts texts, CancellationToken cancellationToken) =>
        (await turn.SendActivityAsync(MessageFactory.Markdown(answer.Text), cancellationToken)).Id!;

    public Task FinishAsync(string word, CancellationToken cancellationToken) => turn.SendActivityAsync(word, cancellationToken);
}
