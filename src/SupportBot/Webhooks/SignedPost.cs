using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SupportBot.Webhooks;

// Posts JSON with a signature to webhooks. Redirects are not followed, and no response body is read.
internal sealed class SignedPost(TimeProvider clock) : IDisposable
{
    public const string KeyHeader = "Idempotency-Key";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    // Returns what went wrong; null if the receiver has confirmed it.
    public async Task<string?> SendAsync(SignedContent content, CancellationToken cancellationToken)
    {
        using var request = Create(content);
        try
        {
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"The webhook answered {(int)response.StatusCode}.";
        }
        catch (HttpRequestException e)
        {
            return $"The webhook cannot be reached: {e.HttpRequestError}.";
        }
        catch (OperationCanceledException)
        {
            return "The webhook did not answer in time.";
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Create(SignedContent content)
    {
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, content.Url)
        {
            Content = new ByteArrayContent(content.Json),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(KeyHeader, content.Id);
        request.Headers.Add(
            content.SignatureHeader, $"t={time},v1={Sign(content.Secret, time, content.Json)}");
        return request;
    }

    private static string Sign(string secret, string time, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}

// The id is the same in each attempt, so that the receiver recognizes repetitions.
internal sealed record SignedContent(string Url, string Secret, string SignatureHeader, string Id, byte[] Json);
