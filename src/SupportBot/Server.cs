using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole;
using SupportBot.Audit;
using SupportBot.Hosting;
using SupportBot.Knowledge;
using SupportBot.Privacy;
using SupportBot.Settings;
using SupportBot.Tuning;

namespace SupportBot;

internal static class Server
{
    public static async Task<int> RunAsync(IConfigurationRoot configuration, CancellationToken cancellationToken)
    {
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        LegacyDataFolder.Warn(configuration);
        using var folder = DataFolderLock.Take(data.Path);
        await using var database = await Composition.OpenDatabaseAsync(configuration, cancellationToken);

        // Settings are read once; watching them would react to each write to a data folder in the working folder.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false"], ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        // The terminal shows a few lines of our own; the section Logging configures logs.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            // We report ourselves why the host does not start; why it stops unexpectedly is critical.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            // It warns that keys are not encrypted; the data folder is its owner's alone.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            .AddConfiguration(configuration.GetSection("Logging"));
        // Colors are escape sequences, which only Terminal may write.
        builder.Services.PostConfigure<SimpleConsoleFormatterOptions>(
            options => options.ColorBehavior = LoggerColorBehavior.Disabled);
        builder.Services.AddSingleton(folder).AddSingleton(database).AddSupportBot(builder.Configuration)
            .AddHostedService<IndexFollowing>()
            .AddHostedService<EmbeddingWarmUp>().AddHostedService<EmbeddingService>()
            .AddHostedService<TrainingService>()
            .AddHostedService<AuditSealing>().AddHostedService<Pruning>()
            .AddHostedService(provider => provider.GetRequiredService<VoiceTrial>());

        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<ServerOptions>>(
                (host, server) => host.ShutdownTimeout = TimeSpan.FromSeconds(server.Value.ShutdownSeconds));

        await using var app = builder.Build();
        app.UseSupportBot();
        app.Services.GetRequiredService<DocsFolder>().EnsureExists();
        await RunAsync(app, cancellationToken);
        return FailedServices.Report(app.Services);
    }

    private static async Task RunAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await ListenAsync(app, cancellationToken);
            StartupAddresses.Show(app);
            ConsoleAddress.Show(app.Services);
            await KeepDocsAsync(app, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // A service that failed during the start of others has stopped the host.
            var isStopped = e is OperationCanceledException
                && app.Lifetime.ApplicationStopping.IsCancellationRequested;
            // No service may go on while what it uses is disposed.
            await app.StopAsync(CancellationToken.None);
            if (!isStopped) throw;
        }
    }

    private static async Task KeepDocsAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, app.Lifetime.ApplicationStopping);
        await app.Services.GetRequiredService<DocsSynchronizer>().RunAsync(stops.Token);
    }

    private static async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var url = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Url;
        foreach (var address in url.Split(';')) app.Urls.Add(address);
        var console = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        if (console is { Enabled: true, Url.Length: > 0 }) app.Urls.Add(console.Url);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new SettingsException($"{url} is in use by another program. "
                + "Stop that, or choose another address: --url http://localhost:5081");
        }
    }
}
