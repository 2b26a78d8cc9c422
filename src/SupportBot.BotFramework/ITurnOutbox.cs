using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework;

/// <summary>Takes what the bot sends in one turn, in place of the channel's Connector.</summary>
public interface ITurnOutbox
{
    /// <summary>Takes activities in order and gives each its id.</summary>
    /// <returns>One response for each.</returns>
    Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken);
}
