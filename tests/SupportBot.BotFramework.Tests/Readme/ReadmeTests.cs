using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework.Tests.Readme;

public sealed class ReadmeTests
{
    [Fact]
    public async Task The_bot_of_the_readme_compiles_runs_and_echoes()
    {
        var code = await DocumentedProgram.CodeAsync("src/SupportBot.BotFramework/README.md");
        Assert.InRange(code.Split('\n').Count(line => line.Trim().Length > 1), 15, 20);
        await using var bot = await DocumentedProgram.BuildAsync(code, References);

        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await ChannelAsync(heard);
        await bot.RunAsync(["--environment", "Development"]);
        using var http = new HttpClient();
        using var accepted = await http.PostAsJsonAsync($"{bot.Address}/api/messages", new
        {
            type = "message", id = "1", channelId = "emulator", serviceUrl = channel.Urls.Single(), text = "hello",
            from = new { id = "user" }, recipient = new { id = "bot" }, conversation = new { id = "c" },
        }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Contains(
            "\"text\":\"Echo: hello\"", await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel),
            StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Of the native library of SQLite.</summary>
    private static string Runtime => RuntimeInformation.RuntimeIdentifier;

    private static string References => $"""
        <Reference Include="{AppContext.BaseDirectory}SupportBot.BotFramework.dll" />
        <Reference Include="{AppContext.BaseDirectory}Microsoft.*.dll"
          Exclude="{AppContext.BaseDirectory}Microsoft.Test*.dll" />
        <Reference Include="{AppContext.BaseDirectory}Newtonsoft.Json.dll" />
        <Reference Include="{AppContext.BaseDirectory}Polly.Core.dll" />
        <Reference Include="{AppContext.BaseDirectory}SQLitePCLRaw*.dll" />
        <None Include="{AppContext.BaseDirectory}runtimes/{Runtime}/native/*" CopyToOutputDirectory="Always"
          Link="%(Filename)%(Extension)" />
        """;

    /// <summary>A channel's Connector that tells what it is sent.</summary>
    private static async Task<WebApplication> ChannelAsync(TaskCompletionSource<string> heard)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v3/conversations/{id}/activities/{activity}", async (HttpRequest request) =>
        {
            heard.TrySetResult(await new StreamReader(request.Body, Encoding.UTF8).ReadToEndAsync(Cancel));
            return Results.Json(new { id = "2" });
        });
        await app.StartAsync(Cancel);
        return app;
    }
}
