namespace SupportBot.Models.Connecting;

// Repairs harmless protocol violations in event streams.
internal sealed class EventRepairHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.Content.IsEventStream()) return response;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        response.Content = response.Content.With(new RepairedEventStream(body));
        return response;
    }
}
