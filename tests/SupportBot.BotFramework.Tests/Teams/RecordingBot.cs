using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Teams;
using Microsoft.Bot.Schema;
using Microsoft.Bot.Schema.Teams;

namespace SupportBot.BotFramework.Tests.Teams;

/// <summary>A bot on the SDK's handler for Teams that notes which of its methods were called.</summary>
internal sealed class RecordingBot : TeamsActivityHandler
{
    public List<string> Calls { get; } = [];

    protected override Task OnTeamsMembersAddedDispatchAsync(
        IList<ChannelAccount> membersAdded, TeamInfo teamInfo, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken) => Note($"added {membersAdded.Count} to {teamInfo?.Name}");

    protected override Task OnTeamsMessageEditAsync(
        ITurnContext<IMessageUpdateActivity> turnContext, CancellationToken cancellationToken) => Note("edit");

    protected override Task OnTeamsMessageSoftDeleteAsync(
        ITurnContext<IMessageDeleteActivity> turnContext, CancellationToken cancellationToken) => Note("delete");

    protected override Task OnReactionsAddedAsync(
        IList<MessageReaction> messageReactions, ITurnContext<IMessageReactionActivity> turnContext,
        CancellationToken cancellationToken) => Note("reaction");

    private Task Note(string call)
    {
        Calls.Add(call);
        return Task.CompletedTask;
    }
}
