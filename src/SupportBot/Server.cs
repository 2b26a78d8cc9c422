using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot;

/// <summary>The web host: add, build, use, map, run.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(IConfigurationRoot configuration, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSupportBot(builder.Configuration);

        await using var app = builder.Build();
        app.Urls.Add(app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.Url);
        await app.RunAsync(cancellationToken);
        return 0;
    }
}
