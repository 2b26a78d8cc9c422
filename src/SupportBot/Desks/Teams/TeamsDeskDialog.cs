using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.Inbox;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Channels;
using SupportBot.Core.Handoff;
using SupportBot.Dialogs;
using SupportBot.Handoff;
using SupportBot.TeamsApp;

namespace SupportBot.Desks.Teams;

// What agents do in a thread of the desk's channel: messages of the owner reach the customer, those of others are
// notes, buttons of the card are commands, and questions to the bot are for the assistant.
internal sealed class TeamsDeskDialog(
    ThreadCards cards, TeamsDeskMembers members, TeamsAssistant assistant, ThreadPictures pictures,
    ThreadMessages messages, DeskThreadStore threads, CaseStore cases, AgentStore agents, CaseDesk desk,
    IOptions<TeamsDeskOptions> options, IOptions<TeamsAppOptions> app, Brand brand)
{
    private const string CardAction = "adaptiveCard/action";
    private const string MessageType = "application/vnd.microsoft.activity.message";
    private const int LongestQuoted = 80;

    // Returns false for everything that does not belong to a thread of a case.
    public async Task<bool> TryHandleAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var activity = turnContext.Activity;
        if (!options.Value.HasThread(activity.Conversation?.Id)) return false;
        if (await threads.FindThreadAsync(activity.Conversation!.Id, cancellationToken) is not { } thread)
            return activity.Type == ActivityTypes.Invoke
                && await FindUnnamedAsync(activity, cancellationToken) is { } unnamed
                && await TryAnswerAsync(turnContext, unnamed, cancellationToken);
        if (activity.Type == ActivityTypes.Invoke)
            return await TryAnswerAsync(turnContext, thread, cancellationToken);
        if (activity.Type is ActivityTypes.Message or ActivityTypes.MessageUpdate or ActivityTypes.MessageDelete
            && !Addressing.IsFromBot(activity))
            await FollowAsync(activity, thread, cancellationToken);
        return true;
    }

    // Teams shows a first card before its thread is stored, or although it never was because the host crashed. The
    // press of an agent on it names the thread, unless the case has another by now.
    private async Task<DeskThread?> FindUnnamedAsync(Activity activity, CancellationToken cancellationToken)
    {
        var caseId = activity.Value.Member("action").Member("data").Text(TeamsDeskCard.CaseMember);
        if (caseId is null || await threads.FindAsync(caseId, cancellationToken) is not { } thread) return null;
        var id = activity.Conversation.Id;
        if (thread.ThreadId is not null) return thread with { CaseId = "", ThreadId = id };
        if (await members.OfAsync(activity.From, cancellationToken) is DeskMembership.Agent)
            await threads.EndRootAsync(caseId, id, ThreadRelay.RootOf(id), card: "");
        return thread with { ThreadId = id };
    }

    private async Task FollowAsync(Activity activity, DeskThread thread, CancellationToken cancellationToken)
    {
        var seat = await members.OfAsync(activity.From, cancellationToken);
        var problem = seat switch
        {
            DeskMembership.Agent agent => await FollowAsync(activity, thread, agent, cancellationToken),
            DeskMembership.Unknown => TeamsDeskTexts.NotSent.Replace(
                "{reason}", TeamsDeskTexts.NotConfirmed, StringComparison.Ordinal),
            _ => null,
        };
        if (problem is not null)
            await messages.SendPrivatelyAsync(
                thread.ThreadId!, activity.From!.Id, Messages.Plain(problem), cancellationToken);
    }

    // Returns what the agent is told; null for nothing.
    private async Task<string?> FollowAsync(
        Activity activity, DeskThread thread, DeskMembership.Agent seat, CancellationToken cancellationToken)
    {
        switch (activity.Type)
        {
            case ActivityTypes.MessageUpdate:
                return await CorrectAsync(
                    activity, thread, seat.Person, texts => texts.Corrected,
                    MessageText.Read(activity, CaseDesk.LongestReply), cancellationToken);
            case ActivityTypes.MessageDelete:
                return await CorrectAsync(
                    activity, thread, seat.Person, texts => texts.Withdrawn, text: null, cancellationToken);
            case ActivityTypes.Message when activity.Value is JObject pressed:
                var (said, _) = await PressAsync(
                    thread, seat, pressed.Text(TeamsDeskCard.VerbMember), pressed, cancellationToken);
                return said;
        }
        var isMentioned = activity.IsRecipientMentioned();
        var text = MessageText.Read(activity, CaseDesk.LongestReply);
        if (QuestionIn(text, isMentioned) is { } question)
        {
            await assistant.AnswerAsync(question, activity, thread, seat.MemberId, cancellationToken);
            return null;
        }
        return await SayAsync(activity, thread, seat.Person, text, cancellationToken);
    }

    // Where the bot reads every message, a mention asks the assistant. Elsewhere each message mentions it, so a
    // question begins with "ask".
    private string? QuestionIn(string text, bool isMentioned)
    {
        if (!isMentioned) return null;
        const string ask = "ask ";
        if (text.StartsWith(ask, StringComparison.OrdinalIgnoreCase)) return text[ask.Length..].Trim();
        return app.Value.ReadChannelMessages ? text : null;
    }

    private async Task<string?> SayAsync(
        Activity activity, DeskThread thread, Agent agent, string text, CancellationToken cancellationToken)
    {
        if (await cases.FindAsync(thread.CaseId, cancellationToken) is not { } current) return ConsoleTexts.CaseGone;
        if (current.AgentId != agent.Id || current.Owner != ConversationOwner.Human)
            return text.Length > 0 ? await NoteAsync(current, agent, text, cancellationToken) : null;
        var problem = text.Length > 0
            ? await ReplyAsync(thread, agent, text, ClientId(activity), cancellationToken)
            : null;
        return problem ?? await pictures.SendAsync(activity, current, agent, ClientId(activity), cancellationToken);
    }

    private async Task<string?> ReplyAsync(
        DeskThread thread, Agent agent, string text, string clientId, CancellationToken cancellationToken)
    {
        if (text.Length > CaseDesk.LongestReply) return NotSent(TooLong);
        var result = await desk.ReplyAsync(
            thread.CaseId, agent.Id, text, long.MaxValue, clientId, cancellationToken);
        return result is CaseResult.Refused refused
            ? NotSent(await TextOfAsync(refused, cancellationToken))
            : null;
    }

    private async Task<string?> NoteAsync(
        SupportCase current, Agent agent, string text, CancellationToken cancellationToken)
    {
        var note = $"{TeamsDeskTexts.NoteByThread}{text}".Cut(CaseDesk.LongestNote);
        await desk.ExecuteAsync(current.Id, new CaseCommand.Note(agent.Id, note), cancellationToken);
        return current.Owner switch
        {
            ConversationOwner.Queue => TeamsDeskTexts.ClaimFirst,
            ConversationOwner.Human => TeamsDeskTexts.KeptAsNote.For(
                (await agents.FindAsync(current.AgentId!, cancellationToken))?.Name),
            _ => TeamsDeskTexts.EndedNote,
        };
    }

    // The customer's channel cannot change what was read, so a correction is a message of its own. Only messages that
    // reached the customer are corrected.
    private async Task<string?> CorrectAsync(
        Activity activity, DeskThread thread, Agent agent, Func<HandoffTexts, string> words, string? text,
        CancellationToken cancellationToken)
    {
        var original = await threads.FindEntryAsync(
            thread.ConversationId, agent.Id, ClientId(activity), cancellationToken);
        if (original is null || await cases.FindAsync(thread.CaseId, cancellationToken) is not { } current) return null;
        var what = text ?? Quoted(original, agent);
        if (what.Length == 0) return null;
        var said = words(brand.In(current.Language).Handoff).Replace("{text}", what, StringComparison.Ordinal);
        var change = $"{ClientId(activity)}@{activity.Timestamp?.ToUnixTimeMilliseconds()}:{activity.Type}";
        return await ReplyAsync(thread, agent, said, change, cancellationToken);
    }

    private async Task<bool> TryAnswerAsync(
        ITurnContext turnContext, DeskThread thread, CancellationToken cancellationToken)
    {
        if (turnContext.Activity.Name != CardAction) return false;
        var action = turnContext.Activity.Value.Member("action");
        var (text, isRefused) = await members.OfAsync(turnContext.Activity.From, cancellationToken) switch
        {
            DeskMembership.Agent seat => await PressAsync(
                thread, seat, action.Text("verb"), action.Member("data") as JObject, cancellationToken),
            DeskMembership.Unknown => (TeamsDeskTexts.NotConfirmed, true),
            _ => (TeamsDeskTexts.NotMember, true),
        };
        var card = isRefused || text is not null ? null : await cards.FindAsync(thread.CaseId, cancellationToken);
        await turnContext.SendActivityAsync(
            new Activity
            {
                Type = ActivityTypesEx.InvokeResponse,
                Value = new InvokeResponse
                {
                    Status = StatusCodes.Status200OK,
                    Body = new JObject
                    {
                        ["statusCode"] = StatusCodes.Status200OK,
                        ["type"] = card is null ? MessageType : CardJson.ContentType,
                        ["value"] = card is null ? text ?? ConsoleTexts.CaseGone : card.Content(),
                    },
                },
            }, cancellationToken);
        return true;
    }

    // A button works in the thread of its own case only, whoever sends it.
    private async Task<(string? Text, bool IsRefused)> PressAsync(
        DeskThread thread, DeskMembership.Agent seat, string? verb, JObject? data, CancellationToken cancellationToken)
    {
        if (data.Text(TeamsDeskCard.CaseMember) != thread.CaseId) return (TeamsDeskTexts.OtherThread, true);
        if (verb == TeamsDeskCard.SuggestVerb)
            return (await assistant.SuggestAsync(thread, seat, cancellationToken), false);
        if (CommandFor(verb, seat.Person.Id) is not { } command) return (TeamsDeskTexts.OtherThread, true);
        if (command is CaseCommand.Claim or CaseCommand.TakeOver)
            await agents.SeeAsync(seat.Person.Id, cancellationToken);
        return await desk.ExecuteAsync(thread.CaseId, command, cancellationToken) is CaseResult.Refused refused
            ? (await TextOfAsync(refused, cancellationToken), true)
            : (null, false);
    }

    private static CaseCommand? CommandFor(string? verb, string agentId) => verb switch
    {
        TeamsDeskCard.ClaimVerb => new CaseCommand.Claim(agentId),
        TeamsDeskCard.TakeOverVerb => new CaseCommand.TakeOver(agentId),
        TeamsDeskCard.ReleaseVerb => new CaseCommand.Transfer(agentId, ToAgentId: null),
        TeamsDeskCard.ResolveVerb => new CaseCommand.Resolve(agentId),
        _ => null,
    };

    private async Task<string> TextOfAsync(CaseResult.Refused refused, CancellationToken cancellationToken)
    {
        var owner = refused.Current?.AgentId is { } id ? await agents.FindAsync(id, cancellationToken) : null;
        return RefusalText.Of(refused, _ => owner?.Name);
    }

    // Channels without a sender's name have it before the text.
    private static string Quoted(SentEntry entry, Agent agent)
    {
        var (text, name) = (ActivityJson.Read(entry.Json.Span).Text ?? "", $"**{agent.Name}:** ");
        return (text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..] : text).Cut(LongestQuoted);
    }

    private static string ClientId(Activity activity) => $"{ThreadNews.ClientPrefix}{activity.Id}";

    private static string NotSent(string reason) =>
        TeamsDeskTexts.NotSent.Replace("{reason}", reason, StringComparison.Ordinal);

    private static string TooLong =>
        TeamsDeskTexts.TooLong.Replace("{limit}", $"{CaseDesk.LongestReply}", StringComparison.Ordinal);
}
