namespace SupportBot.Models.Connecting;

// Informs the call's clock about the start and failure of each attempt.
internal sealed class AttemptHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CallTimeouts.Current?.AttemptBegins();
        var answered = false;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            answered = response.IsSuccessStatusCode;
            return response;
        }
        finally
        {
            if (!answered) CallTimeouts.Current?.Rest();
        }
    }
}
