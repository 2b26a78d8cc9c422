using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Dialogs;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Channels;

/// <summary>
/// The product's web chat on a free port and a real database; only the answers are made up, and the clock stands.
/// </summary>
internal sealed class ChatHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Core.Storage.Database _database;
    private bool _abandoned;

    private ChatHost(WebApplication app, Core.Storage.Database database, FakeTimeProvider clock, Answerer answerer)
    {
        (_app, _database, Clock, Answerer) = (app, database, clock, answerer);
        Address = new Uri(app.Urls.First());
    }

    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public Uri Address { get; }
    public FakeTimeProvider Clock { get; }
    public Answerer Answerer { get; }
    public IServiceProvider Services => _app.Services;

    /// <summary>What was logged, at the levels of the settings, else from Information.</summary>
    public LogLines Log => Services.GetRequiredService<LogLines>();

    /// <param name="folder">The data folder, which outlives the host.</param>
    /// <param name="answerer">What answers; a plain one where null.</param>
    /// <param name="settings">Settings beside the defaults.</param>
    public static Task<ChatHost> StartAsync(
        DirectoryInfo folder,
        Answerer? answerer = null,
        params (string Name, string Value)[] settings
    ) => StartAsync(folder, new FakeTimeProvider(Noon), answerer ?? new Answerer(), settings);

    /// <inheritdoc cref="StartAsync(DirectoryInfo, Answerer?, ValueTuple{string, string}[])"/>
    /// <param name="clock">The time, which may outlive the host.</param>
    public static Task<ChatHost> StartAsync(
        DirectoryInfo folder, FakeTimeProvider clock, Answerer answerer,
        params (string Name, string Value)[] settings) =>
        StartAsync(
            folder, clock, answerer, services => services.AddSingleton<AnswerQuestion>(answerer.AnswerAsync), settings);

    /// <summary>With the product's own answers.</summary>
    /// <param name="folder">The data folder, which outlives the host.</param>
    /// <param name="clock">The time; null for one that stands.</param>
    /// <param name="change">Changes the host; null for the product as it is.</param>
    /// <param name="settings">Settings beside the defaults.</param>
    public static Task<ChatHost> StartWholeAsync(
        DirectoryInfo folder,
        FakeTimeProvider? clock = null,
        Action<IServiceCollection>? change = null,
        params (string Name, string Value)[] settings
    ) => StartAsync(folder, clock ?? new FakeTimeProvider(Noon), new Answerer(), change ?? (_ => { }), settings);

    private static async Task<ChatHost> StartAsync(
        DirectoryInfo folder, FakeTimeProvider clock, Answerer answerer, Action<IServiceCollection> change,
        (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings
                    .Append(("Data:Path", folder.FullName))
                    // Its pages are tested in a browser.
                    .Append(("Console:Enabled", "false"))
                    .Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)))
            .Build();
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log).AddConfiguration(configuration.GetSection("Logging"));
        builder.Services.AddSingleton(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var database = await Composition.OpenDatabaseAsync(configuration, Cancel);
        builder.Services.AddSingleton(database).AddSupportBot(configuration)
            .AddSingleton<TimeProvider>(clock)
            // The processes that parse documents have tests of their own; starting them takes longer than most tests.
            .AddSingleton<IDocumentParser>(provider => provider.GetRequiredService<DocumentParser>());
        change(builder.Services);
        var app = builder.Build();
        app.UseSupportBot();
        await app.StartAsync(Cancel);
        return new ChatHost(app, database, clock, answerer);
    }

    /// <summary>Lets time pass until something has ended.</summary>
    public async Task PassTimeAsync(Task ending)
    {
        while (!ending.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(ending, Task.Delay(10, Cancel));
        }
    }

    /// <summary>Ends without finishing what runs, as a crash does.</summary>
    public void Abandon() => _abandoned = true;

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource();
        if (_abandoned) await patience.CancelAsync();
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

/// <summary>Stands in for the answer service: notes each question, and says what a test tells it to.</summary>
internal sealed class Answerer(Func<Question, CancellationToken, Task<Answer>>? make = null)
{
    private static readonly Citation Install = new(
        1, "Install", "Linux", "install.md", "https://docs.example.com/install#linux", "Run the installer as root.");

    public ConcurrentQueue<Question> Asked { get; } = new();

    public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
    {
        Asked.Enqueue(question);
        return make is null ? Answered(question) : await make(question, cancellationToken);
    }

    public static Answer Answered(Question question) =>
        Of(AnswerKind.Answered, $"Run the installer. [1] That answers {question.Text}.", [Install]);

    public static Answer Of(
        AnswerKind kind, string text, IReadOnlyList<Citation>? citations = null,
        IReadOnlyList<string>? suggestions = null) =>
        new(
            kind, text, citations ?? [], new Evidence("", 0, null, 0, [], "test"), new Timings(0, 0, 0),
            suggestions ?? []);
}
