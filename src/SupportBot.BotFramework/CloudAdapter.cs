using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework;

/// <summary>
/// Sends to channels of Azure Bot Service through their Connector, or, where the caller expects the replies in its own
/// response, collects them.
/// </summary>
public sealed class CloudAdapter(ConnectorClient connector) : BotAdapter
{
    /// <exception cref="ConnectorException">The channel refused one, or its fate is unknown; those after it were not sent.</exception>
    public override async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        if (turnContext.TurnState.Get<ExpectedReplies>() is { } expected) return expected.Add(activities);
        var responses = new List<ResourceResponse>(activities.Count);
        foreach (var activity in activities) responses.Add(await SendAsync(activity, cancellationToken).ConfigureAwait(false));
        return responses;
    }

    /// <summary>Whether replies may be sent to an address.</summary>
    internal bool Trusts(string? serviceUrl) => connector.Trusts(serviceUrl);

    private async Task<ResourceResponse> SendAsync(Activity activity, CancellationToken cancellationToken)
    {
        var (serviceUrl, conversation) = (activity.ServiceUrl ?? "", activity.Conversation?.Id ?? "");
        var result = activity.ReplyToId is { Length: > 0 } replyTo
            ? await connector.ReplyToActivityAsync(serviceUrl, conversation, replyTo, activity, cancellationToken).ConfigureAwait(false)
            : await connector.SendToConversationAsync(serviceUrl, conversation, activity, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            ConnectorResult<ResourceResponse>.Succeeded sent => sent.Value,
            ConnectorResult<ResourceResponse>.Failed failed => throw new ConnectorException($"{failed.Code}: {failed.Message}", isUncertain: false),
            ConnectorResult<ResourceResponse>.Uncertain uncertain => throw new ConnectorException(uncertain.Reason, isUncertain: true),
            _ => throw new InvalidOperationException("A result that nobody knows."),
        };
    }
}

/// <summary>A channel did not take an activity.</summary>
/// <param name="message">The channel's reason, for the log.</param>
/// <param name="isUncertain">It may have taken it all the same.</param>
public sealed class ConnectorException(string message, bool isUncertain) : Exception(message)
{
    public bool IsUncertain { get; } = isUncertain;
}

/// <summary>What a turn says whose caller expects the replies in its own response.</summary>
internal sealed class ExpectedReplies
{
    private readonly List<Activity> _activities = [];

    public IReadOnlyList<Activity> Activities => _activities;

    public IReadOnlyList<ResourceResponse> Add(IReadOnlyList<Activity> activities)
    {
        _activities.AddRange(activities);
        return [.. activities.Select(_ => new ResourceResponse(Guid.NewGuid().ToString("N")))];
    }
}
