using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportBot.BotFramework.DirectLine;

namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>A real Direct Line server on a free port of the loopback, with <see cref="EchoBot"/> behind it.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    public const string Secret = "a-secret-of-the-tests";

    private readonly WebApplication _app;

    private readonly LoggedErrors _errors;

    private EchoServer(WebApplication app, FakeTimeProvider clock, LoggedErrors errors)
    {
        _app = app;
        _errors = errors;
        Clock = clock;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public FakeTimeProvider Clock { get; }

    public DirectLineTokens Tokens => _app.Services.GetRequiredService<DirectLineTokens>();

    public ConversationStreams Streams => _app.Services.GetRequiredService<ConversationStreams>();

    /// <summary>A service of the host.</summary>
    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What was logged as an error so far.</summary>
    public IEnumerable<string> Errors => _errors.All;

    /// <param name="configure">Changes the options.</param>
    /// <param name="add">Adds services, or puts others in place of these.</param>
    public static async Task<EchoServer> StartAsync(
        Action<DirectLineOptions>? configure = null, Action<IServiceCollection>? add = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var builder = WebApplication.CreateSlimBuilder();
        var errors = new LoggedErrors();
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<IBot, EchoBot>().AddBotFramework(_ => { })
            .AddSingleton<IDirectLineConversations, InMemoryConversations>()
            .AddDirectLine(options =>
            {
                options.Secrets = [Secret];
                configure?.Invoke(options);
            });
        add?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseDirectLine();
        app.MapDirectLine();
        await app.StartAsync();
        return new EchoServer(app, clock, errors);
    }

    /// <summary>Ends the server as SIGTERM does.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
