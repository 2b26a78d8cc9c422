namespace SupportBot.BotFramework.Connector;

// The SDK's client cannot write the query of a targeted message, so a header of its request stands for it.
internal sealed class TargetedMessageHandler : DelegatingHandler
{
    private const string Header = "X-Targeted-Message";

    public static Dictionary<string, List<string>> Mark => new() { [Header] = ["true"] };

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Remove(Header))
            request.RequestUri = new UriBuilder(request.RequestUri!) { Query = "isTargetedActivity=true" }.Uri;
        return base.SendAsync(request, cancellationToken);
    }
}
