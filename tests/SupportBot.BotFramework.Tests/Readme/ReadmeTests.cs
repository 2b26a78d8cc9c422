using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework.Tests.Readme;

public sealed partial class ReadmeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("echo-bot-");

    [Fact]
    public async Task The_bot_of_the_readme_compiles_runs_and_echoes()
    {
        var root = RepositoryRoot();
        var code = CodeBlock()
            .Match(await File.ReadAllTextAsync(Path.Combine(root, "src/SupportBot.BotFramework/README.md"), Cancel))
            .Groups[1]
            .Value;
        Assert.InRange(code.Split('\n').Count(line => line.Trim().Length > 1), 15, 20);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Program.cs"), code, Cancel);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "Echo.csproj"), Project(), Cancel);
        await RunAsync("build", "-v", "q", "-o", "out");

        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await ChannelAsync(heard);
        using var bot = Start(["out/Echo.dll", "--urls", "http://127.0.0.1:0", "--environment", "Development"]);
        try
        {
            var address = await AddressAsync(bot);
            using var http = new HttpClient();
            using var accepted = await http.PostAsJsonAsync($"{address}/api/messages", new
            {
                type = "message", id = "1", channelId = "emulator", serviceUrl = channel.Urls.Single(), text = "hello",
                from = new { id = "user" }, recipient = new { id = "bot" }, conversation = new { id = "c" },
            }, Cancel);
            Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
            Assert.Contains(
                "\"text\":\"Echo: hello\"", await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel),
                StringComparison.Ordinal);
        }
        finally
        {
            bot.Kill();
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Of the native library of SQLite.</summary>
    private static string Runtime => RuntimeInformation.RuntimeIdentifier;

    private static string Project() => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
          <ItemGroup>
            <Reference Include="{AppContext.BaseDirectory}SupportBot.BotFramework.dll" />
                <Reference Include="{AppContext.BaseDirectory}Microsoft.*.dll"
                  Exclude="{AppContext.BaseDirectory}Microsoft.Test*.dll" />
            <Reference Include="{AppContext.BaseDirectory}Newtonsoft.Json.dll" />
            <Reference Include="{AppContext.BaseDirectory}Polly.Core.dll" />
            <Reference Include="{AppContext.BaseDirectory}SQLitePCLRaw*.dll" />
                <None Include="{AppContext.BaseDirectory}runtimes/{Runtime}/native/*" CopyToOutputDirectory="Always"
                  Link="%(Filename)%(Extension)" />
          </ItemGroup>
        </Project>
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

    private static async Task<string> AddressAsync(Process bot)
    {
        while (await bot.StandardOutput.ReadLineAsync(Cancel) is { } line)
            if (Listening().Match(line) is { Success: true } match) return match.Groups[1].Value;
        throw new InvalidOperationException("The bot ended before it listened.");
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, output);
    }

    private Process Start(IEnumerable<string> arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = _folder.FullName,
                RedirectStandardOutput = true,
            })!;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SupportBot.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex Listening();
}
