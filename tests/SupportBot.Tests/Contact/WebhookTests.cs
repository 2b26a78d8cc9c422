using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Brands;
using SupportBot.Contact;
using SupportBot.Core.Contact;
using SupportBot.Settings;
using SupportBot.Tests.Channels;
using SupportBot.Webhooks;

namespace SupportBot.Tests.Contact;

public sealed class WebhookTests : IAsyncDisposable
{
    private const string Secret = "0123456789abcdef0123";

    private readonly ConcurrentQueue<int> _statuses = new();
    private readonly ConcurrentQueue<(string Key, string Signature, string Body)> _received = new();
    private readonly SignedPost _post = new(new FakeTimeProvider(ChatHost.Noon));
    private readonly WebApplication _receiver;

    public WebhookTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.MapPost("/hook", ReceiveAsync);
    }

    [Fact]
    public async Task A_message_is_posted_with_a_signature_that_its_receiver_can_check()
    {
        var sender = await StartAsync();
        Assert.IsType<ContactResult.Sent>(await sender.SendAsync(Message, Cancel));
        var (key, signature, body) = Assert.Single(_received);
        Assert.Equal("0123", key);
        var parts = signature.Split(',').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal($"{ChatHost.Noon.ToUnixTimeSeconds()}", parts["t"]);
        var expected = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts["t"]}.{body}"));
        Assert.Equal(Convert.ToHexStringLower(expected), parts["v1"]);
        var json = JsonNode.Parse(body)!;
        Assert.Equal(
            ("260301-K7QM4R", "jo@example.com", "It leaks.", "You: hello"),
            ((string)json["ticket"]!, (string)json["email"]!, (string)json["message"]!, (string)json["transcript"]!));
    }

    [Fact]
    public async Task A_failure_is_postponed_and_its_repetition_has_the_same_key()
    {
        _statuses.Enqueue(500);
        var sender = await StartAsync();
        Assert.Equal(
            "The webhook answered 500.",
            Assert.IsType<ContactResult.Postponed>(await sender.SendAsync(Message, Cancel)).Problem);
        Assert.IsType<ContactResult.Sent>(await sender.SendAsync(Message, Cancel));
        Assert.Equal(["0123", "0123"], _received.Select(each => each.Key));
    }

    [Fact]
    public async Task A_redirection_is_not_followed()
    {
        _statuses.Enqueue(307);
        var sender = await StartAsync();
        Assert.IsType<ContactResult.Postponed>(await sender.SendAsync(Message, Cancel));
        Assert.Single(_received);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_given_up_for_now()
    {
        var sender = await StartAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        _statuses.Enqueue(0);
        Assert.Equal(
            "The webhook did not answer in time.",
            Assert.IsType<ContactResult.Postponed>(await sender.SendAsync(Message, timeout.Token)).Problem);
    }

    public async ValueTask DisposeAsync()
    {
        _post.Dispose();
        await _receiver.DisposeAsync();
    }

    private async Task<WebhookSender> StartAsync()
    {
        await _receiver.StartAsync(Cancel);
        var options = Options.Create(new ContactOptions
        {
            WebhookUrl = $"{_receiver.Urls.First()}/hook", WebhookSecret = Secret,
        });
        return new WebhookSender(BrandFiles.Read(new BrandOptions()), options, _post);
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        _received.Enqueue((
            http.Request.Headers[SignedPost.KeyHeader].ToString(),
            http.Request.Headers[WebhookSender.SignatureHeader].ToString(), await reader.ReadToEndAsync(Cancel)));
        var status = _statuses.TryDequeue(out var next) ? next : 204;
        if (status == 0) await Task.Delay(Timeout.Infinite, http.RequestAborted);
        if (status == 307) http.Response.Headers.Location = "/hook";
        http.Response.StatusCode = status;
    }

    private static ContactMessage Message { get; } = new(
        "0123", ContactRoute.Webhook, ContactKind.Message,
        new ContactContent(
            "260301-K7QM4R", "", "jo@example.com", "It leaks.", "You: hello", "en", "c1", null, ChatHost.Noon),
        1, ChatHost.Noon);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
