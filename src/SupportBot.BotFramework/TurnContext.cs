using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <inheritdoc/>
public sealed class TurnContext(BotAdapter adapter, Activity activity) : ITurnContext
{
    public Activity Activity { get; } = activity;

    public BotAdapter Adapter { get; } = adapter;

    public bool Responded { get; private set; }

    public TurnState TurnState { get; } = new();

    public Task<ResourceResponse> SendActivityAsync(string text, CancellationToken cancellationToken = default) =>
        SendActivityAsync(MessageFactory.Text(text), cancellationToken);

    public async Task<ResourceResponse> SendActivityAsync(Activity activity, CancellationToken cancellationToken = default) =>
        (await SendActivitiesAsync([activity], cancellationToken).ConfigureAwait(false))[0];

    public async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(IReadOnlyList<Activity> activities, CancellationToken cancellationToken = default)
    {
        var reference = Activity.GetConversationReference();
        foreach (var activity in activities) activity.ApplyConversationReference(reference);
        var responses = await Adapter.SendActivitiesAsync(this, activities, cancellationToken).ConfigureAwait(false);
        Responded |= activities.Any(a => a.Type != ActivityTypes.Typing);
        return responses;
    }
}
