namespace SupportBot.Models.Connecting;

/// <summary>Ends responses that are larger than allowed, or that hold an endless line, before they fill the memory.</summary>
/// <param name="mostBytes">The most bytes of a response.</param>
internal sealed class ResponseLimit(long mostBytes) : DelegatingHandler
{
    /// <summary>A line of an event stream is read whole. One holds a token, in few servers the whole answer.</summary>
    private const int MostLineBytes = 1 << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var isEventStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var limited = new StreamContent(new LimitedStream(body, mostBytes, isEventStream ? MostLineBytes : long.MaxValue));
        foreach (var (name, values) in response.Content.Headers.NonValidated) limited.Headers.TryAddWithoutValidation(name, values);
        response.Content = limited;
        return response;
    }
}
