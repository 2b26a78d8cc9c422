using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SupportBot.BotFramework.Authentication;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Tests.Connector;

/// <summary>A channel's Connector that answers as a test says, and remembers what it was asked.</summary>
internal sealed class Channel : HttpMessageHandler
{
    public const string ServiceUrl = "https://smba.trafficmanager.net/teams/";

    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _answers = [];

    public FakeTimeProvider Clock { get; } =
        new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };

    public List<(HttpMethod Method, string Address, string? Authorization, string? Body)> Asked { get; } = [];

    /// <summary>The calls of a bot, which gets its tokens from Microsoft Entra.</summary>
    public ConnectorCalls Calls(EntraDouble? entra = null)
    {
        var tokens = AccessTokens.ForSecret(
            BotCloud.Public, "app", "secret", "tenant", new HttpClient(entra ?? new EntraDouble()));
        return new(new TrustedConnectors(new HttpClient(this), tokens, BotCloud.Public.Trusts), Clock);
    }

    public Channel Answers(int status, string body = "", string? retryAfter = null)
    {
        _answers.Enqueue(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            if (retryAfter is not null) response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            response.Headers.TryAddWithoutValidation("MS-CV", "cv.1");
            return Task.FromResult(response);
        });
        return this;
    }

    public Channel Throws(Exception e)
    {
        _answers.Enqueue(_ => Task.FromException<HttpResponseMessage>(e));
        return this;
    }

    public Channel Hangs()
    {
        _answers.Enqueue(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new HttpResponseMessage();
        });
        return this;
    }

    /// <summary>Lets time pass until a call is done.</summary>
    public async Task<T> WaitAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        return await call;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add((request.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(),
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken)));
        return await _answers.Dequeue()(cancellationToken);
    }
}
