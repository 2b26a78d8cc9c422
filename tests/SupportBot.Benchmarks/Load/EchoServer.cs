using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Dialogs;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// The product's own host in a process of its own, with everything but the search: a question is answered by itself.
/// It says its address, and runs until its input ends, so that it never outlives the benchmark.
/// </summary>
internal static class EchoServer
{
    public const string Verb = "echo-server";
    private const string Metadata = "Issuer:Metadata";

    /// <summary>The settings of a bot that believes a local issuer.</summary>
    public static (string Name, string Value)[] BotSettings(string metadata) =>
    [
        ("Bot:MicrosoftAppId", LocalIssuer.AppId),
        ("Bot:MicrosoftAppPassword", "a secret's value"),
        ("Bot:MicrosoftAppTenantId", LocalIssuer.AppId),
        (Metadata, metadata),
    ];

    /// <param name="settings">As <c>--Section:Name value</c>.</param>
    public static async Task<int> RunAsync(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddCommandLine(settings).Build();
        await using var database = await Composition.OpenDatabaseAsync(configuration, CancellationToken.None);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Configuration.Sources.Clear();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(database).AddSupportBot(configuration).AddSingleton<AnswerQuestion>(EchoAsync);
        if (configuration[Metadata] is { } metadata) builder.Services.AddLocalChannel(new Uri(metadata));
        await using var app = builder.Build();
        app.UseDirectLine();
        app.MapWebChat();
        app.MapTeams();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static Task<Answer> EchoAsync(Question question, ShowAnswer show, CancellationToken cancellationToken) =>
        Task.FromResult(
            new Answer(
                AnswerKind.SmallTalk, question.Text, [], new Evidence("", 0, null, 0, [], "echo"), new Timings(0, 0, 0),
                []));
}
