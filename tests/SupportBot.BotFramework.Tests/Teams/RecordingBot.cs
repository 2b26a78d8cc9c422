using SupportBot.BotFramework.Schema;
using SupportBot.BotFramework.Teams;

namespace SupportBot.BotFramework.Tests.Teams;

/// <summary>Notes which of its methods were called, and with what.</summary>
internal sealed class RecordingBot : TeamsActivityHandler
{
    public List<string> Calls { get; } = [];

    public AdaptiveCardInvokeResponse? CardResponse { get; init; }

    public bool TakesFeedback { get; init; }

    /// <summary>Runs one activity.</summary>
    /// <returns>The answer to an invoke; null for everything else.</returns>
    public async Task<InvokeResponse?> RunAsync(Activity activity)
    {
        var turn = new TurnContext(new Silence(), activity);
        await OnTurnAsync(turn, TestContext.Current.CancellationToken);
        return turn.TurnState.Get<InvokeResponse>();
    }

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) => Note($"added {Ids(membersAdded)}");
    protected override Task OnMembersRemovedAsync(IReadOnlyList<ChannelAccount> membersRemoved, ITurnContext turnContext, CancellationToken cancellationToken) => Note($"removed {Ids(membersRemoved)}");

    protected override async Task OnTeamsMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, TeamInfo? teamInfo, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        await Note($"teams added {Ids(membersAdded)} to {teamInfo?.Name}");
        await base.OnTeamsMembersAddedAsync(membersAdded, teamInfo, turnContext, cancellationToken);
    }

    protected override Task OnTeamsMessageEditAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note($"edit {turnContext.Activity.Id}");
    protected override Task OnTeamsMessageUndeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note($"undelete {turnContext.Activity.Id}");
    protected override Task OnTeamsMessageSoftDeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note($"delete {turnContext.Activity.Id}");
    protected override Task OnInstallationUpdateAddAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note("installed");
    protected override Task OnInstallationUpdateRemoveAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Note("uninstalled");
    protected override Task OnReactionsAddedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) => Note($"{Types(messageReactions)} on {turnContext.Activity.GetReactedToId()}");
    protected override Task OnReactionsRemovedAsync(IReadOnlyList<MessageReaction> messageReactions, ITurnContext turnContext, CancellationToken cancellationToken) => Note($"no {Types(messageReactions)} on {turnContext.Activity.GetReactedToId()}");

    protected override async Task<AdaptiveCardInvokeResponse?> OnAdaptiveCardInvokeAsync(ITurnContext turnContext, AdaptiveCardInvokeValue invokeValue, CancellationToken cancellationToken)
    {
        await Note($"card {invokeValue.Verb} {invokeValue.ActionId} {invokeValue.Data?.ToJsonString()} {invokeValue.Trigger}");
        return CardResponse;
    }

    protected override Task<bool> OnTeamsMessageSubmitActionAsync(ITurnContext turnContext, CancellationToken cancellationToken) => Task.FromResult(TakesFeedback);

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }

    private static string Ids(IEnumerable<ChannelAccount> accounts) => string.Join('+', accounts.Select(account => account.Id));

    private static string Types(IEnumerable<MessageReaction> reactions) => string.Join('+', reactions.Select(reaction => reaction.Type));

    private sealed class Silence : BotAdapter
    {
        public override Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("This bot says nothing.");
    }
}
