using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SupportBot.Audit;
using SupportBot.Hosting;
using SupportBot.Knowledge;
using SupportBot.Privacy;
using SupportBot.Settings;

namespace SupportBot;

/// <summary>The web host: add, build, use, run.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(IConfigurationRoot configuration, CancellationToken cancellationToken)
    {
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        FormerDataFolder.Warn(configuration);
        using var folder = DataFolderLock.Take(data.Path);
        await using var database = await Composition.OpenDatabaseAsync(configuration, cancellationToken);

        // A watch for changed settings, which we read once, would see each write to a data folder in the working folder.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false"], ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        // The terminal shows our own few lines; what a log should hold is set under Logging.
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            // Why the host does not start, we say ourselves; why it stops by itself is critical.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical)
            .AddConfiguration(configuration.GetSection("Logging"));
        // Colours are escape sequences, which the terminal gets from nobody but Terminal.
        builder.Services.PostConfigure<SimpleConsoleFormatterOptions>(options => options.ColorBehavior = LoggerColorBehavior.Disabled);
        builder.Services.AddSingleton(folder).AddSingleton(database).AddSupportBot(builder.Configuration)
            .AddHostedService<IndexFollowing>().AddHostedService<EmbeddingService>().AddHostedService<AuditSealing>().AddHostedService<Pruning>();

        builder.Services.AddOptions<HostOptions>()
            .Configure<IOptions<ServerOptions>>((host, server) => host.ShutdownTimeout = TimeSpan.FromSeconds(server.Value.ShutdownSeconds));

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
            await KeepDocsAsync(app, cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A service failed while others started.
        }
    }

    /// <summary>Until the host stops, where changes are to be followed.</summary>
    private static async Task KeepDocsAsync(WebApplication app, CancellationToken cancellationToken)
    {
        using var stops = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, app.Lifetime.ApplicationStopping);
        await app.Services.GetRequiredService<DocsKeeping>().RunAsync(stops.Token);
    }

    private static async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var url = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Url;
        foreach (var address in url.Split(';')) app.Urls.Add(address);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            // Services that have started are ended, which is no failure of theirs.
            app.Lifetime.StopApplication();
            throw new SettingsException($"{url} is in use by another program. Stop that, or choose another address: --url http://localhost:5081");
        }
    }
}
