using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;
using SupportBot.BotFramework.Messages;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.BotFramework;

/// <summary>
/// An adapter of the Bot Framework SDK that acknowledges an activity only after its inbox has stored it. The inbox runs
/// the turns through the SDK's middleware; what the bot sends in a turn goes to the turn's outbox. Invokes run at once,
/// while the caller waits. Whatever else the bot sends, such as proactive messages, goes to the Connector of the
/// channel.
/// </summary>
public sealed class DurableAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    // Longer than any language tag in use.
    private const int MaxLocaleLength = 35;

    private readonly StrictAuthentication _authentication;
    private readonly ConnectorCalls _connector;

    /// <param name="authentication">Authenticates callers, and knows the trusted Connectors.</param>
    /// <param name="connector">Calls Connectors.</param>
    /// <param name="middleware">Runs before the bot in each turn, in this order.</param>
    public DurableAdapter(
        StrictAuthentication authentication, ConnectorCalls connector, IEnumerable<IMiddleware> middleware)
        : base(authentication)
    {
        (_authentication, _connector) = (authentication, connector);
        Use(new ActivityGuard());
        foreach (var item in middleware) Use(item);
    }

    /// <summary>Processes a request to <c>/api/messages</c>.</summary>
    /// <param name="httpRequest">The request.</param>
    /// <param name="httpResponse">Not used: the response of the request's own context is written.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="cancellationToken">Not used: the request's own token cancels the call.</param>
    public async Task ProcessAsync(
        HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        var endpoint = httpRequest.HttpContext.RequestServices.GetRequiredService<MessagesEndpoint>();
        var result = await endpoint.PostAsync(httpRequest.HttpContext, bot).ConfigureAwait(false);
        await result.ExecuteAsync(httpRequest.HttpContext).ConfigureAwait(false);
    }

    /// <summary>Creates the context of a stored turn.</summary>
    /// <param name="activity">Activity of the turn. The context takes it over and changes it.</param>
    /// <param name="outbox">Receives what the bot sends; null to send it to the Connector at once.</param>
    public TurnContext CreateTurnContext(Activity activity, ITurnOutbox? outbox)
    {
        // With expectReplies the SDK would buffer the replies, which bypasses the outbox.
        activity.DeliveryMode = null;
        var context = new TurnContext(this, activity);
        if (outbox is not null) context.TurnState.Add(outbox);
        if (_authentication.Connectors.Find(activity.ServiceUrl) is { } client) context.TurnState.Add(client);
        return context;
    }

    /// <summary>Runs a stored turn: the middleware, then the bot.</summary>
    /// <param name="context">The context, from <see cref="CreateTurnContext"/>.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="cancellationToken">Cancels the turn.</param>
    public async Task RunAsync(TurnContext context, IBot bot, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        LimitLocale(context.Activity);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">
    /// There is no outbox, and the channel rejected an activity or its delivery is unconfirmed.
    /// </exception>
    public override Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
        turnContext.TurnState.Get<ITurnOutbox>() is { } outbox
            ? outbox.SendAsync(turnContext, activities, cancellationToken)
            : SendToConnectorAsync(turnContext, activities, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">The channel rejected the update, or did not answer.</exception>
    public override async Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        (await _connector.UpdateActivityAsync(
            activity.ServiceUrl, activity.Conversation.Id, activity.Id, activity, cancellationToken)
            .ConfigureAwait(false)).GetOrThrow();

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">The channel rejected the deletion, or did not answer.</exception>
    public override async Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        (await _connector.DeleteActivityAsync(
            reference.ServiceUrl, reference.Conversation.Id, reference.ActivityId, cancellationToken)
            .ConfigureAwait(false)).GetOrThrow();

    // Replies are empty unless the caller expects them.
    internal async Task<(InvokeResponse Response, IList<Activity> Replies)> InvokeAsync(
        Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        LimitLocale(activity);
        var response = await ProcessActivityAsync(
            _authentication.CreateResult(), activity, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
        if (response.Body is not ExpectedReplies { Activities: var sent }) return (response, []);
        var answer = sent.LastOrDefault(reply => reply.Type == ActivityTypesEx.InvokeResponse)?.Value as InvokeResponse;
        return (answer ?? new InvokeResponse { Status = StatusCodes.Status501NotImplemented },
            [.. sent.Where(reply => reply.Type != ActivityTypesEx.InvokeResponse)]);
    }

    private async Task<ResourceResponse[]> SendToConnectorAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var responses = new List<ResourceResponse>(activities.Length);
        foreach (var activity in activities)
        {
            if (activity.Type == ActivityTypesEx.InvokeResponse)
            {
                turnContext.TurnState.Add(InvokeResponseKey, activity);
                responses.Add(new ResourceResponse());
                continue;
            }
            activity.Id = null;
            var sent = string.IsNullOrEmpty(activity.ReplyToId)
                ? await _connector.SendToConversationAsync(
                    activity.ServiceUrl, activity.Conversation.Id, activity, cancellationToken).ConfigureAwait(false)
                : await _connector.ReplyToActivityAsync(
                    activity.ServiceUrl, activity.Conversation.Id, activity.ReplyToId, activity, cancellationToken)
                    .ConfigureAwait(false);
            responses.Add(sent.GetOrThrow());
        }
        return [.. responses];
    }

    // The SDK sets the current culture to the sender's locale, and .NET caches every culture name forever. Of an
    // unknown locale, only a known language is kept.
    private static void LimitLocale(Activity activity)
    {
        if (activity.Locale is { } locale)
            activity.Locale = FindCulture(locale) ?? FindCulture(locale.Split('-', '_')[0]);
    }

    private static string? FindCulture(string locale)
    {
        if (locale.Length is 0 or > MaxLocaleLength) return null;
        try
        {
            return CultureInfo.GetCultureInfo(locale, predefinedOnly: true).Name;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
