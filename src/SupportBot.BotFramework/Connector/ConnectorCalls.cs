using Microsoft.Bot.Connector;
using Microsoft.Bot.Schema;
using Microsoft.Rest;
using Polly;

namespace SupportBot.BotFramework.Connector;

/// <summary>
/// Calls a channel's Connector service through the SDK's client, and reports each outcome as a value: carried out,
/// failed, or unknown. Sending is repeated only where the channel cannot have carried it out. Calls of one conversation
/// are to be made one after the other, so that their order survives a retry.
/// </summary>
public sealed class ConnectorCalls(TrustedConnectors connectors, TimeProvider clock)
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    private readonly ResiliencePipeline<Attempt> _sending = ConnectorRetry.Create(repeatable: false, clock);
    private readonly ResiliencePipeline<Attempt> _repeatable = ConnectorRetry.Create(repeatable: true, clock);

    /// <summary>Creates a conversation.</summary>
    public Task<ConnectorResult<ConversationResourceResponse>> CreateConversationAsync(
        string? serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.CreateConversationWithHttpMessagesAsync(parameters, null, token), cancellationToken);

    /// <summary>Sends an activity to the end of a conversation.</summary>
    public Task<ConnectorResult<ResourceResponse>> SendToConversationAsync(
        string? serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.SendToConversationWithHttpMessagesAsync(conversationId, activity, null, token), cancellationToken);

    /// <summary>Sends, in one attempt, what has no value later, such as a chunk of a streamed reply.</summary>
    public Task<ConnectorResult<ResourceResponse>> SendOnceAsync(
        string? serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(ResiliencePipeline<Attempt>.Empty, serviceUrl, (calls, token) =>
            calls.SendToConversationWithHttpMessagesAsync(conversationId, activity, null, token), cancellationToken);

    /// <summary>Replies to an activity; a channel without threads appends it to the conversation.</summary>
    public Task<ConnectorResult<ResourceResponse>> ReplyToActivityAsync(
        string? serviceUrl, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default) =>
        CallAsync(_sending, serviceUrl, (calls, token) =>
            calls.ReplyToActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, token),
            cancellationToken);

    /// <summary>Replaces an activity that the bot has sent.</summary>
    public Task<ConnectorResult<ResourceResponse>> UpdateActivityAsync(
        string? serviceUrl, string conversationId, string activityId, Activity activity,
        CancellationToken cancellationToken = default) =>
        CallAsync(_repeatable, serviceUrl, (calls, token) =>
            calls.UpdateActivityWithHttpMessagesAsync(conversationId, activityId, activity, null, token),
            cancellationToken);

    /// <summary>Deletes an activity that the bot has sent.</summary>
    public Task<ConnectorResult<ResourceResponse>> DeleteActivityAsync(
        string? serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        CallAsync<ResourceResponse>(_repeatable, serviceUrl, async (calls, token) =>
        {
            using var _ = await calls.DeleteActivityWithHttpMessagesAsync(conversationId, activityId, null, token)
                .ConfigureAwait(false);
            return new HttpOperationResponse<ResourceResponse>();
        }, cancellationToken);

    /// <summary>One member of a conversation.</summary>
    public Task<ConnectorResult<ChannelAccount>> GetConversationMemberAsync(
        string? serviceUrl, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        CallAsync(_repeatable, serviceUrl, (calls, token) =>
            calls.GetConversationMemberWithHttpMessagesAsync(memberId, conversationId, null, token), cancellationToken);

    /// <summary>The members of a conversation, in pages whose size the channel may choose.</summary>
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
                "The service address is no channel of this cloud; nothing was sent there.");
        var attempt = await retries.ExecuteAsync(
            async token => await TryAsync(conversations, call, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (attempt.Succeeded) return new ConnectorResult<T>.Succeeded((T?)attempt.Value ?? new T());
        var mayBeRepeated = ReferenceEquals(retries, _repeatable);
        return attempt.IsAmbiguous && !mayBeRepeated
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
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Attempt.From(e, clock) is not null)
        {
            return Attempt.From(e, clock)!;
        }
    }
}
