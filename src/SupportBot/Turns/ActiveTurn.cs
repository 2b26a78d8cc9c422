using Microsoft.Bot.Builder;
using SupportBot.Core.Audit;
using SupportBot.Core.Conversations;

namespace SupportBot.Turns;

/// <summary>A stored turn while it runs: what the bot knows of it beside the activity.</summary>
/// <param name="turn">The turn.</param>
/// <param name="channel">Its channel.</param>
/// <param name="reply">Where its reply goes.</param>
internal sealed class ActiveTurn(Turn turn, IChannel channel, IReplySink reply)
{
    public Turn Turn => turn;

    public IChannel Channel => channel;

    public IReplySink Reply => reply;

    /// <summary>The answer that the turn gave; null while there is none.</summary>
    public AnsweredTurn? Answered { get; set; }

    /// <exception cref="InvalidOperationException">The activity was not stored first: it is an invoke.</exception>
    public static ActiveTurn Of(ITurnContext turnContext) =>
        Find(turnContext) ?? throw new InvalidOperationException("This activity is no stored turn.");

    /// <summary>The turn of a context; null for an invoke, which is answered without being stored.</summary>
    public static ActiveTurn? Find(ITurnContext turnContext) => turnContext.TurnState.Get<ActiveTurn>();
}
