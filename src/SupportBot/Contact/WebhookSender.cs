using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Contact;

namespace SupportBot.Contact;

// Posts messages to the webhook. The receiver recognizes a repetition by the idempotency key, so an attempt whose
// outcome is unknown is repeated.
internal sealed class WebhookSender(Brand brand, IOptions<ContactOptions> options, TimeProvider clock) : IDisposable
{
    public const string SignatureHeader = "X-SupportBot-Signature";
    public const string KeyHeader = "Idempotency-Key";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(15),
    };

    public async Task<ContactResult> SendAsync(ContactMessage message, CancellationToken cancellationToken)
    {
        using var request = Create(message);
        try
        {
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? new ContactResult.Sent()
                : new ContactResult.Postponed($"The webhook answered {(int)response.StatusCode}.");
        }
        catch (HttpRequestException e)
        {
            return new ContactResult.Postponed($"The webhook cannot be reached: {e.HttpRequestError}.");
        }
        catch (OperationCanceledException)
        {
            return new ContactResult.Postponed("The webhook did not answer in time.");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Create(ContactMessage message)
    {
        var content = message.Content;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            message.Id,
            content.Ticket,
            Brand = brand.Name,
            content.Name,
            content.Email,
            Message = content.Text,
            content.Transcript,
            content.Language,
            content.ConversationId,
            content.CaseUrl,
            content.WrittenAt,
        }, JsonSerializerOptions.Web);
        var time = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.WebhookUrl)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(KeyHeader, message.Id);
        request.Headers.Add(SignatureHeader, $"t={time},v1={Sign(options.Value.WebhookSecret, time, body)}");
        return request;
    }

    private static string Sign(string secret, string time, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}."), .. body];
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
