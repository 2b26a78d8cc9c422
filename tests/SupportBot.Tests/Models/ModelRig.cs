using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Models;
using SupportBot.Models.Prompts;

namespace SupportBot.Tests.Models;

/// <summary>
/// The bot's model services, wired as in the product, with a double at the other end and a clock that a test moves.
/// </summary>
public abstract class ModelRig : IAsyncLifetime
{
    /// <summary>Must be seen nowhere.</summary>
    private protected const string Key = "canary-key-4711";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-models-");
    private Database _database = null!;
    private Uri _server = null!;
    private ServiceProvider? _provider;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected ModelDouble Double { get; private set; } = null!;

    private protected WatchedClock Clock { get; } = new();

    private protected LogLines Log { get; } = new();

    private protected ModelsOptions Options { get; } = new()
    {
        Provider = "compatible",
        ApiKey = Key,
        ChatModel = "double",
        InputPrice = 2,
        OutputPrice = 8,
        PricesOf = "2026-11-01",
    };

    /// <summary>Whether the double stands behind an Azure resource, and is called by its routes.</summary>
    private protected virtual bool IsAzure => false;

    /// <summary>What the double gets for authorization.</summary>
    private protected string Authorization => IsAzure ? $"api-key {Key}" : $"Bearer {Key}";

    private protected IServiceProvider Services => _provider ??= Wire();

    private protected AnswerModel Model => Services.GetRequiredService<AnswerModel>();

    public async ValueTask InitializeAsync()
    {
        Double = await ModelDouble.StartAsync();
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Token);
        GoTo(Double.Address);
        if (IsAzure) (Options.Provider, Options.Endpoint) = ("azure", AzureDouble.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null) await _provider.DisposeAsync();
        await Double.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts the server elsewhere.</summary>
    private protected void GoTo(Uri server)
    {
        _server = server;
        if (!IsAzure) Options.Endpoint = server.ToString();
    }

    private protected static readonly WritingTask Task = new(
        "How do I descale it?", "en", [Passage("Use vinegar. Rinse twice.")]);

    private protected static Chunk Passage(string text) => new()
    {
            DocumentId = "descale.md",
            Version = 1,
            Ordinal = 0,
            Title = "Descaling",
            Section = "How",
            Url = "https://x/descale",
            Text = text,
        Audience = Audience.Public, Language = "en",
    };

    private protected static Question Asked(string text, params string[] earlier) =>
        new(text, [.. earlier.Select(question => new PastTurn(question))], new HashSet<Audience> { Audience.Public });

    /// <summary>Writes to the end.</summary>
    private protected async Task<(string Text, WritingPart End)> WriteAsync(WritingTask? task = null)
    {
        var parts = await Model.Write(task ?? Task, Token).ToListAsync(Token);
        return (string.Concat(parts.OfType<WritingPart.Text>().Select(part => part.Piece)), parts[^1]);
    }

    private protected async Task<ModelFailure> FailAsync() =>
        Assert.IsType<WritingPart.Failed>((await WriteAsync()).End).Failure;

    private protected async Task<TakenToday> TodayAsync() => (await _database.ReadAsync(
        session => session.FirstOrDefaultAsync<TakenToday>(
            """
            SELECT COALESCE(SUM(calls), 0) AS Calls, COALESCE(SUM(cost), 0) AS Cost,
                COALESCE(SUM(prompt_tokens + completion_tokens), 0) AS Tokens
            FROM usage WHERE day = @today
            """,
            new { today = Clock.GetUtcNow().ToString("yyyy-MM-dd", null) }),
        Token))!;

    private protected sealed record TakenToday(long Calls, long Cost, long Tokens);

    private protected virtual void Configure(IServiceCollection services)
    {
    }

    private ServiceProvider Wire()
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => _database)
            .AddSingleton(
                new BrandPrompts(
                    "default", "Robo", new Prompt("You are {bot}. Tell what is meant."),
                    new Prompt("You are {bot}. Write."), new Prompt("You are {bot}. Translate."),
                    new Prompt("You are {bot}. Judge.")))
            .AddSingleton<IOptions<ModelsOptions>>(new OptionsWrapper<ModelsOptions>(Options))
            .AddModels(Options);
        services.AddAzureDouble(() => _server);
        Configure(services);
        return services.BuildServiceProvider();
    }
}
