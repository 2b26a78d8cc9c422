using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Polly;

namespace SupportBot.BotFramework.Connector;

/// <summary>
/// Calls the Connector service of a channel through the SDK's client, and returns each outcome as a value: succeeded,
/// failed, or uncertain. Sending is retried only if the channel cannot have processed the call; other calls are retried
/// after server errors too. Make the calls of a conversation one after another, so that their order survives a retry.
/// </summary>
/// <param name="connectors">The trusted Connectors.</param>
/// <param name="clock">Clock for timeouts and retries.</param>
public sealed class ConnectorCalls(TrustedConnectors connectors, TimeProvider clock)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    private readonly ResiliencePipeline<Attempt> _sending = ConnectorRetry.Create(repeatable: false, clock);
    private readonly ResiliencePipeline<Attempt> _repeatable = ConnectorRetry.Create(repeatable: true, clock);

    /// <summary>Creates a conversation.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="parameters">Members and first activity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ConversationResourceResponse>> CreateConversationAsync(
        string? serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.CreateConversationWithHttpMessagesAsync(parameters, null, token), cancellationToken);

    /// <summary>Sends an activity to the end of a conversation.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> SendToConversationAsync(
        string? serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.SendToConversationWithHttpMessagesAsync(conversationId, activity, null, token), cancellationToken);

    /// <summary>
    /// Sends an activity that has no value later, such as a chunk of a streamed reply, without retries.
    /// </summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activity">The activity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> SendOnceAsync(
        string? serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(ResiliencePipeline<Attempt>.Empty, serviceUrl, (calls, token) =>
            calls.SendToConversationWithHttpMessagesAsync(conversationId, activity, null, token), cancellationToken);

    /// <summary>
    /// Sends a message to a conversation that one of its members alone sees (Microsoft Learn, "Targeted messages").
    /// </summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activity">The message; its recipient is the member.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> SendTargetedAsync(
        string? serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) => calls.SendToConversationWithHttpMessagesAsync(
            conversationId, activity, TargetedMessageHandler.Mark, token), cancellationToken);

    /// <summary>
    /// Sends an activity as a reply to another. A channel without threads appends it to the conversation.
    /// </summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activityId">Id of the activity that is replied to.</param>
    /// <param name="activity">The reply.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> ReplyToActivityAsync(
        string? serviceUrl, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.ReplyToActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, token),
            cancellationToken);

    /// <summary>Replaces an activity that the bot has sent.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activityId">Id of the activity to replace.</param>
    /// <param name="activity">The new activity.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> UpdateActivityAsync(
        string? serviceUrl, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default) =>
        CallAsync(_repeatable, serviceUrl, (calls, token) =>
            calls.UpdateActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, token),
            cancellationToken);

    /// <summary>Deletes an activity that the bot has sent.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="activityId">Id of the activity to delete.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ResourceResponse>> DeleteActivityAsync(
        string? serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(_repeatable, serviceUrl, async (calls, token) =>
        {
            using var _ = await calls.DeleteActivityWithHttpMessagesAsync(conversationId, activityId, null, token)
                .ConfigureAwait(false);
            return new HttpOperationResponse<ResourceResponse>();
        }, cancellationToken);

    /// <summary>Gets one member of a conversation.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="memberId">Id of the member.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<ChannelAccount>> GetConversationMemberAsync(
        string? serviceUrl, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        CallAsync(_repeatable, serviceUrl, (calls, token) =>
            calls.GetConversationMemberWithHttpMessagesAsync(memberId, conversationId, null, token), cancellationToken);

    /// <summary>Gets one page of the members of a conversation.</summary>
    /// <param name="serviceUrl">Service address of the conversation; null is not trusted, so the call fails.</param>
    /// <param name="conversationId">Id of the conversation.</param>
    /// <param name="continuationToken">Token of the previous page; null for the first page.</param>
    /// <param name="pageSize">Requested number of members; null for the channel's default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<ConnectorResult<PagedMembersResult>> GetConversationPagedMembersAsync(
        string? serviceUrl, string conversationId, string? continuationToken = null, int? pageSize = null,
        CancellationToken cancellationToken = default) =>
        CallAsync(_repeatable, serviceUrl, (calls, token) => calls.GetConversationPagedMembersWithHttpMessagesAsync(
            conversationId, pageSize, continuationToken, null, token), cancellationToken);

    private async Task<ConnectorResult<T>> CallAsync<T>(
        ResiliencePipeline<Attempt> retries, string? serviceUrl,
        Func<Conversations, CancellationToken, Task<HttpOperationResponse<T>>> call,
        CancellationToken cancellationToken) where T : class, new()
    {
        if (connectors.Find(serviceUrl)?.Conversations is not Conversations conversations)
            return new ConnectorResult<T>.Failed(
                null,
                "UntrustedServiceUrl",
                "The service address is not a channel of this cloud; nothing was sent.");
        var attempt = await retries.ExecuteAsync(
            async token => await TryAsync(conversations, call, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (attempt.Succeeded) return new ConnectorResult<T>.Succeeded((T?)attempt.Value ?? new T());
        var isRepeatable = ReferenceEquals(retries, _repeatable);
        return attempt.IsAmbiguous && !isRepeatable
            ? new ConnectorResult<T>.Uncertain(
                attempt.Message.Length > 0 ? attempt.Message : $"HTTP {attempt.Status}", attempt.CorrelationId)
            : new ConnectorResult<T>.Failed(attempt.Status, attempt.Code, attempt.Message, attempt.CorrelationId);
    }

    private async Task<Attempt> TryAsync<T>(
        Conversations conversations, Func<Conversations, CancellationToken, Task<HttpOperationResponse<T>>> call,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await call(conversations, ended.Token).ConfigureAwait(false);
            return Attempt.Success(response.Body);
        }
        catch (Exception e)
            when (!cancellationToken.IsCancellationRequested && Attempt.FromException(e, clock) is not null)
        {
            return Attempt.FromException(e, clock)!;
        }
    }
}
