using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>A channel, as a bot sees it: turns come in, activities go out.</summary>
public abstract class BotAdapter
{
    /// <summary>Sends activities, in order.</summary>
    /// <returns>One response for each.</returns>
    public abstract Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken);
}
