using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Core.Storage;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models;
using SupportBot.Models.Prompts;
using SupportBot.Models.Tuning;

namespace SupportBot.Tests.Tuning;

/// <summary>The services of training as in the product, with a double at the other end, also behind https.</summary>
public abstract class TuningRig : IAsyncLifetime
{
    private protected const string Key = "canary-key-4711";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-tuning-");
    private Database _database = null!;
    private ServiceProvider? _services;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected TrainerDouble Trainer { get; private set; } = null!;

    private protected TuningOptions Tuning { get; } = new() { BaseModel = "gpt-4.1-mini-2025-04-14", ApiKey = Key };

    private protected AzureTuningOptions Azure { get; } = new()
    {
        SubscriptionId = "sub", ResourceGroup = "group", Account = "acme", Location = "swedencentral",
    };

    private protected ModelsOptions Models { get; } = new();

    private protected InstantClock Clock { get; } = new();

    private protected IServiceProvider Services => _services ??= Wire();

    private protected ITuningRoute Route => Services.GetRequiredService<ITuningRoute>();

    private protected VoiceTrainer Voice => Services.GetRequiredService<VoiceTrainer>();

    private protected VoiceVersionStore Versions => Services.GetRequiredService<VoiceVersionStore>();

    private protected string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        Trainer = await TrainerDouble.StartAsync(MapMore);
        _database = await Database.OpenAsync(Path.Combine(Folder, "supportbot.db"), Cancel);
        Models.Endpoint = new Uri(Trainer.Address, "v1").ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null) await _services.DisposeAsync();
        await Trainer.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected virtual void MapMore(Microsoft.AspNetCore.Builder.WebApplication app)
    {
    }

    private protected void UseAzure()
    {
        Tuning.Route = "azure";
        Tuning.Endpoint = "https://acme.openai.azure.com";
    }

    private protected void UseOpenAI()
    {
        Tuning.Route = "openai";
        Tuning.Endpoint = new Uri(Trainer.Address, "v1").ToString();
    }

    /// <summary>Rows in a file, with or without a byte order mark.</summary>
    private protected async Task<TuningFile> RowsAsync(
        int count = 12, bool withMark = false, string name = "rows.jsonl")
    {
        var rows = Enumerable.Range(1, count).Select(i =>
            "{'messages':[{'role':'user','content':'Question ?'},{'role':'assistant','content':'Answer.'}]}"
                .Replace('\'', '"').Replace("?", $"{i}?", StringComparison.Ordinal));
        var file = Path.Combine(Folder, name);
        await File.WriteAllLinesAsync(file, rows, new System.Text.UTF8Encoding(withMark), Cancel);
        return await TuningFile.ReadAsync(file, Cancel);
    }

    private protected async Task<TuningTask> TaskAsync() => new("supportbot-default-v1", await RowsAsync(), null);

    private protected static T Succeeded<T>(TuningResult<T> result) =>
        Assert.IsType<TuningResult<T>.Succeeded>(result).Value;

    private protected static TuningResult<T>.Failed Failed<T>(TuningResult<T> result) =>
        Assert.IsType<TuningResult<T>.Failed>(result);

    private ServiceProvider Wire()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<TokenCredential>(new Identity())
            .AddSingleton<IOptions<ModelsOptions>>(new OptionsWrapper<ModelsOptions>(Models))
            .AddSingleton<IOptions<TuningOptions>>(new OptionsWrapper<TuningOptions>(Tuning))
            .AddSingleton<IOptions<AzureTuningOptions>>(new OptionsWrapper<AzureTuningOptions>(Azure))
            .AddSingleton(
                new BrandPrompts(
                    "default", "Robo", new Prompt("Tell."), new Prompt("Write."), new Prompt("Translate."),
                    new Prompt("Judge.")))
            .AddSingleton(new VoiceVersionStore(_database, "default", Clock))
            .AddTuning(Tuning);
        services.AddHttpClient("tuning").AddHttpMessageHandler(() => new Tunnel(Trainer.Address));
        return services.BuildServiceProvider();
    }

    /// <summary>Leads all https addresses to the double.</summary>
    private sealed class Tunnel(Uri address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Scheme == Uri.UriSchemeHttps)
                request.RequestUri = new Uri(address, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Gives a token that names its scope.</summary>
    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new($"token-for-{requestContext.Scopes[0]}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    /// <summary>A clock that stands, and on which every wait is over at once.</summary>
    private protected sealed class InstantClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(
                callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
