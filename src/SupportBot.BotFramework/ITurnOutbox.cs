using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework;

/// <summary>Receives what the bot sends in one turn, in place of the Connector of the channel.</summary>
public interface ITurnOutbox
{
    /// <summary>Accepts activities in order and assigns their ids.</summary>
    /// <param name="turnContext">Context of the turn.</param>
    /// <param name="activities">The activities.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    /// <returns>One response with the id for each activity.</returns>
    Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken);
}
