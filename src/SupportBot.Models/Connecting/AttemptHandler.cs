namespace SupportBot.Models.Connecting;

/// <summary>Tells the call's clock when each attempt begins, and when one came to nothing.</summary>
internal sealed class AttemptHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallClock.Current?.AttemptBegins();
        var answered = false;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            answered = response.IsSuccessStatusCode;
            return response;
        }
        finally
        {
            if (!answered) CallClock.Current?.Rest();
        }
    }
}
