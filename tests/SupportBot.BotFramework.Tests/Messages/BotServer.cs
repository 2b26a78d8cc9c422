using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Inbox;
using SupportBot.BotFramework.Tests.Authentication;

namespace SupportBot.BotFramework.Tests.Messages;

/// <summary>A bot with its endpoint on a free port of the loopback; what it accepts is kept in a list.</summary>
internal sealed class BotServer : IAsyncDisposable, IActivityInbox
{
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public Issuer Issuer { get; } = new();

    public List<Activity> Accepted { get; } = [];

    public bool IsFull { get; set; }

    public static async Task<BotServer> StartAsync(IBot bot, bool development = false)
    {
        var server = new BotServer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder
            .Services.AddSingleton(bot)
            .AddSingleton<IActivityInbox>(server)
            .AddSingleton<TimeProvider>(server.Issuer.Clock)
            .AddBotFramework(options =>
            {
                options.MicrosoftAppId = Issuer.AppId;
                options.MicrosoftAppPassword = "a secret's value";
                options.MicrosoftAppTenantId = Issuer.AppId;
                options.Development = development;
            })
            .Replace(ServiceDescriptor.Singleton(server.Issuer.Keys()));
        server._app = builder.Build();
        server._app.MapBotFramework();
        await server._app.StartAsync();
        server._http = new HttpClient { BaseAddress = new Uri(server._app.Urls.Single()) };
        return server;
    }

    public Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (IsFull) throw new IOException("The disk is full.");
        Accepted.Add(activity);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        using var file = new SqliteInboxFile(":memory:");
        using var inbox = ActivatorUtilities.CreateInstance<SqliteInbox>(_app.Services, file);
        return await inbox.AnswerAsync(activity, cancellationToken);
    }

    /// <summary>An activity as Teams sends it, with members changed or added.</summary>
    public static string Json(string changes = "") => $$"""
            {"type":"message","id":"1","timestamp":"2026-11-24T12:00:00Z","channelId":"msteams",
             "serviceUrl":"{{Issuer.ServiceUrl}}",
             "from":{"id":"29:a"},"recipient":{"id":"28:bot"},"conversation":{"id":"a:1"},"text":"hello"{{(
                changes.Length > 0 ? "," : ""
            )}}{{changes}}}
        """;

    public async Task<(int Status, string Body)> PostAsync(
        string json,
        string? bearer = "",
        HttpMethod? method = null,
        string mediaType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, "/api/messages");
        if (method is null) request.Content = new StringContent(json, Encoding.UTF8, mediaType);
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", bearer.Length > 0 ? bearer : Issuer.Sign());
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        Issuer.Dispose();
    }
}
