using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// An external hub in place of our desks, by the protocol of the Bot Framework: the event handoff.initiate asks it for
// an agent, and its event handoff.status says that an agent has taken over, has ended, or that none could be found.
internal sealed class HandoffHub(CaseStore cases, TurnStore turns, IOptions<HandoffOptions> options)
{
    public const string StatusEvent = "handoff.status";

    // Owns the cases that the hub has accepted.
    private const string HubAgent = "hub";
    private const int TranscriptLength = 20;

    private bool IsUsed => options.Value.Mode == "hub";

    public async Task InitiateAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = ActiveTurn.Of(turnContext);
        if (!IsUsed || await RequestAsync(turn.Handoff, cancellationToken) is not { } request) return;
        var history = await turns.HistoryAsync(turn.Turn.ConversationId, TranscriptLength, cancellationToken);
        var asked = history.Select(past => past.Question).Append(request.Question).Select(Asked);
        await turnContext.SendActivityAsync(
            EventFactory.CreateHandoffInitiation(turnContext, request, new Transcript([.. asked])), cancellationToken);
    }

    public async Task FollowAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var turn = ActiveTurn.Of(turnContext);
        var value = turnContext.Activity.Value;
        if (!IsUsed
            || await cases.FindOpenAsync(turn.Turn.ConversationId, cancellationToken) is not { } open
            || CommandFor(value.Text("state"), open) is not { } command)
            return;
        turn.Handoff = new HandoffAction.Change(open.Id, command);
        if (value.Text("message") is { Length: > 0 and <= CaseDesk.LongestReply } message)
            await turn.Reply.AskAsync(new ButtonMessage(message), cancellationToken);
    }

    private async Task<HubRequest?> RequestAsync(HandoffAction? action, CancellationToken cancellationToken) =>
        action switch
        {
            HandoffAction.Open { IsOffer: false } open =>
                new HubRequest(open.CaseId, $"{open.Reason}", open.Question, open.Language, open.Skill),
            HandoffAction.Change { Command: CaseCommand.Accept or CaseCommand.Reopen } change
                when await cases.FindAsync(change.CaseId, cancellationToken) is { } @case =>
                new HubRequest(@case.Id, $"{@case.Reason}", @case.Question, @case.Language, @case.Skill),
            _ => null,
        };

    private static CaseCommand? CommandFor(string? state, SupportCase open) => state switch
    {
        "accepted" => new CaseCommand.Claim(HubAgent),
        "failed" or "completed" when open.Owner == ConversationOwner.Human => new CaseCommand.Resolve(HubAgent),
        "failed" or "completed" => new CaseCommand.TimeOut(),
        _ => null,
    };

    private static Activity Asked(string text)
    {
        var message = MessageFactory.Text(text);
        message.From = new ChannelAccount(role: RoleTypes.User);
        return message;
    }

    private sealed record HubRequest(string CaseId, string Reason, string Question, string Language, string Skill);
}
