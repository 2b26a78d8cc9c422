using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Tests;

/// <summary>Runs activities through a <see cref="DurableAdapter"/>, and keeps what the bot sends.</summary>
internal sealed class TestAdapter : ITurnOutbox
{
    public DurableAdapter Adapter { get; }

    /// <param name="connector">What the Connectors of channels answer; null where none is called.</param>
    /// <param name="middleware">Runs before the bot.</param>
    public TestAdapter(HttpMessageHandler? connector = null, params IMiddleware[] middleware)
    {
        var options = new BotFrameworkOptions { MicrosoftAppId = "app" };
        var connectors = new TrustedConnectors(
            new HttpClient(connector ?? new NoConnector()), tokens: null, options.SelectedCloud.Trusts);
        var keys = new SigningKeys(
            new HttpClient(new NoConnector()), options.SelectedCloud.Metadata, TimeProvider.System);
        var tokens = new ChannelTokens(options.MicrosoftAppId, options.SelectedCloud, keys, TimeProvider.System);
        var authentication = new StrictAuthentication(options, tokens, connectors);
        Adapter = new DurableAdapter(authentication, new ConnectorCalls(connectors, TimeProvider.System), middleware);
    }

    public List<Activity> Sent { get; } = [];

    /// <summary>Runs a stored turn.</summary>
    /// <param name="activity">The activity of the turn.</param>
    /// <param name="bot">The bot.</param>
    /// <param name="isHeld">Whether what the bot sends is kept here; else it goes to the Connector.</param>
    public async Task<TurnContext> RunAsync(Activity activity, IBot bot, bool isHeld = true)
    {
        var context = Adapter.CreateTurnContext(activity, isHeld ? this : null);
        await Adapter.RunAsync(context, bot, TestContext.Current.CancellationToken);
        return context;
    }

    public Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        Sent.AddRange(activities);
        return Task.FromResult(
            Array.ConvertAll([.. activities], activity => new ResourceResponse($"sent-{Sent.IndexOf(activity)}")));
    }

    /// <summary>Nothing may be called.</summary>
    private sealed class NoConnector : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"Nobody expected a call to {request.RequestUri}.");
    }
}
