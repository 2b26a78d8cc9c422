using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>One turn of a bot: the activity that came in, and the way to answer it.</summary>
public interface ITurnContext
{
    /// <summary>What came in.</summary>
    Activity Activity { get; }

    /// <summary>The channel's side of the turn.</summary>
    BotAdapter Adapter { get; }

    /// <summary>Whether the bot has sent anything but typing in this turn.</summary>
    bool Responded { get; }

    /// <summary>Objects that parts of the bot share for this one turn.</summary>
    TurnState TurnState { get; }

    /// <summary>Sends one activity; what it lacks of an address is taken from the incoming one.</summary>
    /// <returns>The id that the channel gave.</returns>
    Task<ResourceResponse> SendActivityAsync(Activity activity, CancellationToken cancellationToken = default);

    /// <summary>Sends a plain text message.</summary>
    Task<ResourceResponse> SendActivityAsync(string text, CancellationToken cancellationToken = default);

    /// <summary>Sends several, in order.</summary>
    Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(IReadOnlyList<Activity> activities, CancellationToken cancellationToken = default);
}
