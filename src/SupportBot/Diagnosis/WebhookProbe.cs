namespace SupportBot.Diagnosis;

// Connects to a webhook without sending anything to it.
internal static class WebhookProbe
{
    // Any answer will do: a receiver need not know the method. Null where there is one; else why not.
    public static async Task<string?> FindProblemAsync(
        HttpClient http, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, url);
            using var answer = await http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return null;
        }
        catch (HttpRequestException e)
        {
            return e.Message;
        }
    }
}
