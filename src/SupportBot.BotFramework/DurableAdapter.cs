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
/// An adapter of the Bot Framework SDK that acknowledges an activity only after its inbox has stored it. Turns are run
/// from the inbox, through the SDK's middleware, and what the bot sends in one goes to the turn's outbox. Invokes are
/// answered at once. Everything else that a bot sends, also proactively, goes to the channel's Connector.
/// </summary>
public sealed class DurableAdapter : CloudAdapterBase, IBotFrameworkHttpAdapter
{
    /// <summary>No language tag in use is longer.</summary>
    private const int LongestLocale = 35;

    private readonly StrictAuthentication _authentication;
    private readonly ConnectorCalls _connector;

    /// <param name="authentication">Verifies callers, and names the Connectors that may be called.</param>
    /// <param name="connector">Calls Connectors.</param>
    /// <param name="middleware">Runs before the bot in each turn, in this order.</param>
    public DurableAdapter(
        StrictAuthentication authentication, ConnectorCalls connector, IEnumerable<IMiddleware> middleware)
        : base(authentication)
    {
        (_authentication, _connector) = (authentication, connector);
        Use(new ActivityGuard());
        foreach (var each in middleware) Use(each);
    }

    /// <summary>Answers a request to <c>/api/messages</c>.</summary>
    public async Task ProcessAsync(
        HttpRequest httpRequest, HttpResponse httpResponse, IBot bot, CancellationToken cancellationToken = default)
    {
        var endpoint = httpRequest.HttpContext.RequestServices.GetRequiredService<MessagesEndpoint>();
        var result = await endpoint.PostAsync(httpRequest.HttpContext, bot).ConfigureAwait(false);
        await result.ExecuteAsync(httpRequest.HttpContext).ConfigureAwait(false);
    }

    /// <summary>Creates the context of a stored turn.</summary>
    /// <param name="activity">The activity of the turn, which becomes the context's own.</param>
    /// <param name="outbox">Takes what the bot sends; null to send it to the Connector at once.</param>
    public TurnContext CreateTurnContext(Activity activity, ITurnOutbox? outbox)
    {
        // The SDK would keep the replies to itself, past the outbox and without ids.
        activity.DeliveryMode = null;
        var context = new TurnContext(this, activity);
        if (outbox is not null) context.TurnState.Add(outbox);
        if (_authentication.Connectors.Find(activity.ServiceUrl) is { } client) context.TurnState.Add(client);
        return context;
    }

    /// <summary>Runs a stored turn: the middleware, then the bot.</summary>
    public async Task RunAsync(TurnContext context, IBot bot, CancellationToken cancellationToken)
    {
        using var step = TurnTrace.Step();
        LimitLocale(context.Activity);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken) =>
        turnContext.TurnState.Get<ITurnOutbox>() is { } outbox
            ? outbox.SendAsync(turnContext, activities, cancellationToken)
            : SendToConnectorAsync(turnContext, activities, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">The channel refused it, or its outcome is unknown.</exception>
    public override async Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        (await _connector.UpdateActivityAsync(
            activity.ServiceUrl, activity.Conversation.Id, activity.Id, activity, cancellationToken)
            .ConfigureAwait(false)).GetOrThrow();

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">The channel refused it, or its outcome is unknown.</exception>
    public override async Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        (await _connector.DeleteActivityAsync(
            reference.ServiceUrl, reference.Conversation.Id, reference.ActivityId, cancellationToken)
            .ConfigureAwait(false)).GetOrThrow();

    /// <summary>Runs an invoke, whose sender waits for the response.</summary>
    /// <returns>The bot's response, and what it sent where the sender expects replies.</returns>
    internal async Task<(InvokeResponse Response, IList<Activity> Replies)> InvokeAsync(
        Activity activity, IBot bot, CancellationToken cancellationToken)
    {
        LimitLocale(activity);
        var response = await ProcessActivityAsync(
            _authentication.Accept(), activity, bot.OnTurnAsync, cancellationToken).ConfigureAwait(false);
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

    /// <summary>
    /// The SDK makes the sender's locale the current culture, and .NET caches any name that it is made of for ever. Of
    /// a
    /// made-up locale the language is kept, where it is one.
    /// </summary>
    private static void LimitLocale(Activity activity)
    {
        if (activity.Locale is { } locale) activity.Locale = Known(locale) ?? Known(locale.Split('-', '_')[0]);
    }

    private static string? Known(string locale)
    {
        if (locale.Length is 0 or > LongestLocale) return null;
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
