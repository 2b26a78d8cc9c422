using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Contact;
using SupportBot.Core.Answers;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Knowledge;
using SupportBot.Turns;

namespace SupportBot.Handoff;

// The customer's side of cases. What it decides takes effect with the end of the turn, in the same transaction as what
// is said.
internal sealed class HandoffDialog(
    CaseStore cases, TurnStore turns, HandoffRoute route, ContactDialog contact, ContactInvitation invitation,
    Brand brand, IOptions<HandoffOptions> options, TimeProvider clock)
{
    private const string EndCommand = "/end";
    private const int LongestQuestion = 2000;
    private const int WorstScores = 2;

    // Waiting customers who write several messages in a row are told their place once.
    private static readonly TimeSpan PlacePause = TimeSpan.FromSeconds(30);

    private readonly HandoffPolicy _policy = options.Value.Policy;

    // Handles what belongs to a case: presses of our buttons, replies to an offer, and all messages while the
    // conversation belongs to people. Returns false for everything else, which the bot answers.
    public async Task<bool> TryHandleAsync(
        ITurnContext turnContext, string text, string language, CancellationToken cancellationToken)
    {
        if (await contact.TryHandleAsync(turnContext, language, cancellationToken)) return true;
        var turn = ActiveTurn.Of(turnContext);
        if (await FindPressAsync(turnContext.Activity, turn, cancellationToken) is { } press)
            return press.Button.Command is { } command
                ? await HandleAsync(turn, press.Case, command, language, cancellationToken)
                : await MailTranscriptAsync(turn, press.Case, language, cancellationToken);
        if (await cases.FindOpenAsync(turn.Turn.ConversationId, cancellationToken) is not { } open) return false;
        if (open.Owner == ConversationOwner.Bot)
            return ReplyTo(text, language) is { } reply
                && await HandleAsync(turn, open, reply, language, cancellationToken);
        if (text.Trim() == EndCommand)
            return await HandleAsync(turn, open, new CaseCommand.Leave(), language, cancellationToken);
        turn.Handoff = new HandoffAction.Change(open.Id, new CaseCommand.CustomerWrote());
        if (open.Owner == ConversationOwner.Queue && clock.GetUtcNow() - open.CustomerAt >= PlacePause)
            await SayWaitingAsync(turn, open, language, cancellationToken);
        return true;
    }

    // Decides whether an answer brings people in.
    public async Task<HandoffPlan> PlanAsync(
        ITurnContext turnContext, Question question, Answer answer, CancellationToken cancellationToken)
    {
        if (!IsPossible(turnContext)) return HandoffPlan.None;
        // Most answers bring nobody in, whatever went before.
        if (_policy.Decide(answer, question.History, hadCase: false) is null) return HandoffPlan.None;
        var turn = ActiveTurn.Of(turnContext);
        var last = await cases.FindLastAsync(turn.Turn.ConversationId, cancellationToken);
        var decision = _policy.Decide(answer, question.History, hadCase: last is not null);
        if (decision is null) return HandoffPlan.None;
        var skill = route.SkillFor(question.Text);
        if (await route.IsOpenAsync(question.Language, skill, cancellationToken))
            return await OpenAsync(turn, question, decision, last, skill, cancellationToken);
        var (conversation, language) = (turn.Turn.ConversationId, question.Language);
        if (decision.IsOffer)
            return new HandoffPlan(
                Instead: null, await invitation.OfferAsync(conversation, language, question.Text, cancellationToken));
        var before = question.History is [.., var past] ? past.Question : "";
        return new HandoffPlan(
            await invitation.ClosedAsync(conversation, language, before, caseId: null, cancellationToken), After: null);
    }

    public async Task OfferAfterThumbDownAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        if (!IsPossible(turnContext)) return;
        var turn = ActiveTurn.Of(turnContext);
        var (conversation, language) = (turn.Turn.ConversationId, brand.LanguageOf(turnContext.Activity.Locale));
        var last = await cases.FindLastAsync(conversation, cancellationToken);
        if (_policy.DecideOnThumbDown(hadCase: last is not null) is not { } decision) return;
        var question = (await turns.HistoryAsync(conversation, 1, cancellationToken)) is [var answered]
            ? answered.Question
            : "";
        if (!await route.IsOpenAsync(language, "", cancellationToken))
        {
            if (await invitation.OfferAsync(conversation, language, question, cancellationToken) is { } contactOffer)
                await turn.AskAsync(contactOffer, cancellationToken);
            return;
        }
        var offer = Open(new Question(question, [], Audiences.Everybody, language), decision, "");
        turn.Handoff = offer;
        await turn.AskAsync(OfferIn(language, offer.CaseId), cancellationToken);
    }

    private bool IsPossible(ITurnContext turnContext) =>
        (options.Value.Mode != "off" || invitation.IsConfigured) && !Addressing.IsGroup(turnContext.Activity)
        && ActiveTurn.Of(turnContext).Turn.Owner == ConversationOwner.Bot;

    private async Task<HandoffPlan> OpenAsync(
        ActiveTurn turn, Question question, HandoffDecision decision, SupportCase? last, string skill,
        CancellationToken cancellationToken)
    {
        var open = Open(question, decision, skill);
        if (decision.IsOffer)
        {
            turn.Handoff = open;
            return new HandoffPlan(Instead: null, OfferIn(question.Language, open.CaseId));
        }
        var isToReopen = last is { State: CaseState.Resolved, EndedAt: { } ended }
            && clock.GetUtcNow() - ended <= TimeSpan.FromHours(options.Value.ReopenHours);
        turn.Handoff = isToReopen ? new HandoffAction.Change(last!.Id, new CaseCommand.Reopen()) : open;
        return new HandoffPlan(
            await RequestedAsync(isToReopen ? last!.Id : open.CaseId, question.Language, skill, cancellationToken),
            After: null);
    }

    private static HandoffAction.Open Open(Question question, HandoffDecision decision, string skill) => new(
        SupportCase.NewId(), decision.Reason, question.Text.Cut(LongestQuestion),
        question.Language, decision.IsOffer, skill);

    private async Task<(SupportCase Case, HandoffButton Button)?> FindPressAsync(
        Activity activity, ActiveTurn turn, CancellationToken cancellationToken) =>
        HandoffButton.Read(activity) is { } press
        && (press.Command is not null || press.Action == HandoffButton.Transcript)
        && await cases.FindAsync(press.CaseId, cancellationToken) is { } pressed
        && pressed.ConversationId == turn.Turn.ConversationId
            ? (pressed, press)
            : null;

    private async Task<bool> MailTranscriptAsync(
        ActiveTurn turn, SupportCase @case, string language, CancellationToken cancellationToken)
    {
        if (!@case.IsOpen && await invitation.TranscriptAsync(@case, language, cancellationToken) is { } form)
            await turn.AskAsync(form, cancellationToken);
        return true;
    }

    private CaseCommand? ReplyTo(string text, string language)
    {
        var texts = brand.In(language).Handoff;
        var reply = text.Trim().TrimEnd('.', '!');
        if (Is(texts.Yes) || IsTitle(texts.Accept)) return new CaseCommand.Accept();
        return Is(texts.No) || IsTitle(texts.Decline) ? new CaseCommand.Decline() : null;

        bool Is(List<string> words) => words.Contains(reply, StringComparer.OrdinalIgnoreCase);

        bool IsTitle(string title) => reply.Equals(title, StringComparison.OrdinalIgnoreCase);
    }

    // A press that has no meaning any more is answered with nothing.
    private async Task<bool> HandleAsync(
        ActiveTurn turn, SupportCase @case, CaseCommand command, string language, CancellationToken cancellationToken)
    {
        if (!@case.Allows(command, clock.GetUtcNow())) return true;
        var (texts, contactTexts, mails) = (
            brand.In(language).Handoff, brand.In(language).Contact, invitation.SendsMail);
        if (command is CaseCommand.Accept
            && !await route.IsOpenAsync(@case.Language, @case.Skill, cancellationToken))
        {
            turn.Handoff = new HandoffAction.Change(@case.Id, new CaseCommand.TimeOut());
            await turn.AskAsync(
                await invitation.ClosedAsync(
                    @case.ConversationId, language, @case.Question, @case.Id, cancellationToken),
                cancellationToken);
            return true;
        }
        turn.Handoff = new HandoffAction.Change(@case.Id, command);
        await turn.AskAsync(command switch
        {
            CaseCommand.Accept => await RequestedAsync(@case.Id, language, @case.Skill, cancellationToken),
            CaseCommand.Decline => new ButtonMessage(texts.Declined),
            CaseCommand.Leave when @case.Owner == ConversationOwner.Queue => new ButtonMessage(texts.Left),
            CaseCommand.Leave => HandoffPrompts.Rating(texts, contactTexts, texts.CustomerEnded, @case.Id, mails),
            CaseCommand.Rate { Score: <= WorstScores } => HandoffPrompts.Explaining(texts, @case.Id),
            CaseCommand.Rate { Comment: not null } => new ButtonMessage(contactTexts.Commented),
            _ => HandoffPrompts.Rated(texts, contactTexts, @case.Id, mails),
        }, cancellationToken);
        return true;
    }

    private async Task SayWaitingAsync(
        ActiveTurn turn, SupportCase open, string language, CancellationToken cancellationToken)
    {
        var texts = brand.In(language).Handoff;
        var place = await route.PlaceTextAsync(open.OpenedAt, open.Language, open.Skill, cancellationToken);
        if (place.Length > 0)
            await turn.AskAsync(
                HandoffPrompts.Leaving(texts, texts.Waiting, place, open.Id), cancellationToken);
    }

    private async Task<ButtonMessage> RequestedAsync(
        string caseId, string language, string skill, CancellationToken cancellationToken)
    {
        var texts = brand.In(language).Handoff;
        var place = await route.PlaceTextAsync(since: null, language, skill, cancellationToken);
        return HandoffPrompts.Leaving(texts, texts.Requested, place, caseId);
    }

    private ButtonMessage OfferIn(string language, string caseId) =>
        HandoffPrompts.Offering(brand.In(language).Handoff, caseId);
}
