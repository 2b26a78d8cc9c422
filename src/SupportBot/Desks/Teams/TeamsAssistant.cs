using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Thread;
using SupportBot.Brands;
using SupportBot.Channels;
using SupportBot.Channels.Teams;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;
using SupportBot.Settings;

namespace SupportBot.Desks.Teams;

// Helps one agent at a time, with internal documents too; nobody else reads it.
internal sealed class TeamsAssistant(
    AnswerQuestion answer, SuggestedReply suggestion, CaseDirectory directory,
    ConversationStore conversations, ThreadMessages messages, Brand brand,
    IOptions<ServerOptions> server)
{
    private const int LongestQuestion = 2000;

    private readonly TeamsRenderer _renderer = new(server.Value.PublicAddress);

    public async Task AnswerAsync(
        string question, Activity asking, DeskThread thread, string memberId, CancellationToken cancellationToken)
    {
        var language = brand.LanguageOf(asking.Locale);
        if (question.Length is 0 or > LongestQuestion)
        {
            var name = asking.Recipient?.Name ?? brand.Look.Name;
            await SendAsync(
                [Messages.Plain(TeamsDeskTexts.AskSomething.Replace("{bot}", name, StringComparison.Ordinal))], thread,
                memberId, cancellationToken);
            return;
        }
        var answered = await answer(
            new Question(question, [], Audiences.OwnPeople, language), (_, _) => Task.CompletedTask, cancellationToken);
        var texts = brand.In(language).Chat;
        var shown = InternalNote.AddTo(answered, texts);
        await SendAsync(_renderer.Render(shown, LinkButtons.Of(shown, texts)), thread, memberId, cancellationToken);
    }

    // Returns what the agent is told at once.
    public async Task<string> SuggestAsync(
        DeskThread thread, DeskMembership.Agent seat, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(thread.CaseId, cancellationToken) is not { } listed)
            return ConsoleTexts.CaseGone;
        var view = new CaseView(listed, seat.Person, directory, conversations);
        await view.RefreshAsync(isWriting: false, _ => null, cancellationToken);
        if (await suggestion.MakeAsync(view, cancellationToken) is not { } text) return TeamsDeskTexts.NoSuggestion;
        var message = Messages.Markdown($"**{TeamsDeskTexts.Suggestion}**\n\n{TeamsMarkdown.From(text)}");
        await SendAsync([message], thread, seat.MemberId, cancellationToken);
        return TeamsDeskTexts.SuggestionFollows;
    }

    private async Task SendAsync(
        IReadOnlyList<Activity> replies, DeskThread thread, string memberId, CancellationToken cancellationToken)
    {
        foreach (var reply in replies)
            await messages.SendPrivatelyAsync(thread.ThreadId!, memberId, reply, cancellationToken);
    }
}
