using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Polly;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Connector;

/// <summary>Gives the bearer token for sending; null where the channel wants none (development only).</summary>
public delegate Task<string?> AccessTokenSource(CancellationToken cancellationToken);

/// <summary>
/// The Connector service of a channel (Bot Framework REST, v3): sends, updates and deletes activities, creates
/// conversations, lists members. The token goes to hosts of the cloud's own list only, whatever address an activity or
/// our storage names. Calls of one conversation are to be made one after the other, so that their order survives a retry.
/// </summary>
public sealed class ConnectorClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly AccessTokenSource _tokens;
    private readonly Func<string?, bool> _trusts;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<Attempt> _once;
    private readonly ResiliencePipeline<Attempt> _again;

    /// <param name="http">A client that follows no redirects, since they could lead the token elsewhere.</param>
    /// <param name="tokens">The tokens for sending.</param>
    /// <param name="trusts">Which service addresses may get them: <see cref="BotCloud.Trusts"/>.</param>
    /// <param name="clock">The time.</param>
    public ConnectorClient(HttpClient http, AccessTokenSource tokens, Func<string?, bool> trusts, TimeProvider clock)
    {
        (_http, _tokens, _trusts, _clock) = (http, tokens, trusts, clock);
        _once = ConnectorRetry.Create(repeatable: false, clock);
        _again = ConnectorRetry.Create(repeatable: true, clock);
    }

    /// <summary>Whether an address may be called; to be asked before an activity that names it is believed.</summary>
    internal bool Trusts(string? serviceUrl) => _trusts(serviceUrl);

    /// <summary>Creates a conversation.</summary>
    public Task<ConnectorResult<ConversationResourceResponse>> CreateConversationAsync(string serviceUrl, ConversationParameters parameters, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Post, serviceUrl, "v3/conversations", JsonSerializer.SerializeToUtf8Bytes(parameters, ConnectorJson.Default.ConversationParameters), ConnectorJson.Default.ConversationResourceResponse, cancellationToken);

    /// <summary>Says something at the end of a conversation.</summary>
    public Task<ConnectorResult<ResourceResponse>> SendToConversationAsync(string serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Post, serviceUrl, Activities(conversationId), ActivityJson.Write(activity), ConnectorJson.Default.ResourceResponse, cancellationToken);

    /// <summary>Says something that is worth nothing later, such as a part of what is being written: it is tried once.</summary>
    public Task<ConnectorResult<ResourceResponse>> SendOnceAsync(string serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(ResiliencePipeline<Attempt>.Empty, HttpMethod.Post, serviceUrl, Activities(conversationId), ActivityJson.Write(activity), ConnectorJson.Default.ResourceResponse, cancellationToken);

    /// <summary>Answers an activity; a channel without threads says it at the end.</summary>
    public Task<ConnectorResult<ResourceResponse>> ReplyToActivityAsync(string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Post, serviceUrl, $"{Activities(conversationId)}/{Escape(activityId)}", ActivityJson.Write(activity), ConnectorJson.Default.ResourceResponse, cancellationToken);

    /// <summary>Replaces an activity that the bot has sent.</summary>
    public Task<ConnectorResult<ResourceResponse>> UpdateActivityAsync(string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Put, serviceUrl, $"{Activities(conversationId)}/{Escape(activityId)}", ActivityJson.Write(activity), ConnectorJson.Default.ResourceResponse, cancellationToken);

    /// <summary>Takes back an activity that the bot has sent.</summary>
    public Task<ConnectorResult<ResourceResponse>> DeleteActivityAsync(string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Delete, serviceUrl, $"{Activities(conversationId)}/{Escape(activityId)}", null, ConnectorJson.Default.ResourceResponse, cancellationToken);

    /// <summary>One member of a conversation.</summary>
    public Task<ConnectorResult<ChannelAccount>> GetConversationMemberAsync(string serviceUrl, string conversationId, string memberId, CancellationToken cancellationToken = default) =>
        CallAsync(HttpMethod.Get, serviceUrl, $"v3/conversations/{Escape(conversationId)}/members/{Escape(memberId)}", null, ConnectorJson.Default.ChannelAccount, cancellationToken);

    /// <summary>The members of a conversation, in pages; the channel may give others than the size asked for.</summary>
    public Task<ConnectorResult<PagedMembersResult>> GetConversationPagedMembersAsync(string serviceUrl, string conversationId, string? continuationToken = null, int? pageSize = null, CancellationToken cancellationToken = default)
    {
        var query = QueryString.Empty;
        if (pageSize is { } size) query = query.Add("pageSize", size.ToString(CultureInfo.InvariantCulture));
        if (continuationToken is not null) query = query.Add("continuationToken", continuationToken);
        return CallAsync(HttpMethod.Get, serviceUrl, $"v3/conversations/{Escape(conversationId)}/pagedmembers{query}", null, ConnectorJson.Default.PagedMembersResult, cancellationToken);
    }

    private static string Activities(string conversationId) => $"v3/conversations/{Escape(conversationId)}/activities";

    /// <summary>Ids hold colons, semicolons, bars and more.</summary>
    private static string Escape(string id) => Uri.EscapeDataString(id);

    private Task<ConnectorResult<T>> CallAsync<T>(HttpMethod method, string serviceUrl, string path, byte[]? body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        CallAsync(method == HttpMethod.Post ? _once : _again, method, serviceUrl, path, body, type, cancellationToken);

    private async Task<ConnectorResult<T>> CallAsync<T>(ResiliencePipeline<Attempt> tries, HttpMethod method, string serviceUrl, string path, byte[]? body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (!Trusts(serviceUrl)) return new ConnectorResult<T>.Failed(null, "UntrustedServiceUrl", "The service address is no channel of this cloud; nothing was sent there.");
        var address = new Uri($"{serviceUrl.TrimEnd('/')}/{path}");
        var attempt = await tries.ExecuteAsync(async token => await TryAsync(method, address, body, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (attempt.Succeeded) return Read(attempt, type);
        if (attempt.IsAmbiguous && method == HttpMethod.Post) return new ConnectorResult<T>.Uncertain(attempt.Error().Message is { Length: > 0 } reason ? reason : $"HTTP {attempt.Status}", attempt.CorrelationId);
        var (code, message) = attempt.Error();
        return new ConnectorResult<T>.Failed(attempt.Status, code, message, attempt.CorrelationId);
    }

    private async Task<Attempt> TryAsync(HttpMethod method, Uri address, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        using var patience = new CancellationTokenSource(Patience, _clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (await _tokens(ended.Token).ConfigureAwait(false) is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        catch (Exception e) when (e is AccessTokenException || IsTimeout(e, cancellationToken))
        {
            return Attempt.Unauthorized(e);
        }
        try
        {
            using var response = await _http.SendAsync(request, ended.Token).ConfigureAwait(false);
            return new Attempt((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(ended.Token).ConfigureAwait(false), Wait(response.Headers.RetryAfter), CorrelationId(response.Headers));
        }
        catch (Exception e) when (e is HttpRequestException or IOException || IsTimeout(e, cancellationToken))
        {
            return Attempt.Unanswered(e);
        }
    }

    private static bool IsTimeout(Exception e, CancellationToken cancellationToken) =>
        e is OperationCanceledException && !cancellationToken.IsCancellationRequested;

    private TimeSpan? Wait(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static string? CorrelationId(HttpResponseHeaders headers) =>
        headers.TryGetValues("MS-CV", out var values) || headers.TryGetValues("X-Correlating-OperationId", out values) ? values.First() : null;

    /// <summary>Some channels answer a success with no body, or with one that is no JSON: it is a success all the same.</summary>
    private static ConnectorResult<T>.Succeeded Read<T>(Attempt attempt, JsonTypeInfo<T> type)
    {
        try
        {
            if (attempt.Body.Length > 0 && JsonSerializer.Deserialize(attempt.Body, type) is { } value) return new ConnectorResult<T>.Succeeded(value);
        }
        catch (JsonException)
        {
            // As below.
        }
        return new ConnectorResult<T>.Succeeded(JsonSerializer.Deserialize("{}", type)!);
    }
}
