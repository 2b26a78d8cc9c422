using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>A host that is asked to end while a slow model is at work on an answer.</summary>
public sealed class DrainTests
{
    /// <summary>
    /// The command line library ends a command that is asked to end after two seconds; a host must have its own time.
    /// </summary>
    private static readonly TimeSpan LongerThanCommands = TimeSpan.FromSeconds(3);

    [Fact, Trait("Category", "Full")]
    public async Task It_finishes_the_answer_that_is_being_made()
    {
        var (asked, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var model = await StartModelAsync(asked, release.Task);
        var visitor = new WebVisitor("ann");
        using var folder = new TempFolder();
        (string, string)[] settings =
        [
            ("Search__TrainEmbedding", "false"),
            ("Models__Provider", "compatible"),
            ("Models__Endpoint", $"{model.Urls.Single()}/v1"),
            ("Models__ChatModel", "slow"),
            ("Models__FirstTokenSeconds", "30"), ("Models__AttemptsSeconds", "30"),
        ];
        await using (var host = await RunningHost.StartInAsync(folder, Site.Handbook, settings))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            Assert.True(await visitor.TrySayAsync(http, "m1"));
            await asked.Task;
            var began = TimeProvider.System.GetTimestamp();
            var ended = host.TerminateAsync();
            while (TimeProvider.System.GetElapsedTime(began) < LongerThanCommands)
            {
                Assert.False(ended.IsCompleted, host.Printed);
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
            release.SetResult();
            Assert.Equal(0, await ended);
        }
        await using var database = new SqliteConnection(
            $"Data Source={folder[Path.Combine("data", "supportbot.db")]};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM turn WHERE state <> 'done'";
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<WebApplication> StartModelAsync(TaskCompletionSource asked, Task release)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/v1/chat/completions", async () =>
        {
            asked.TrySetResult();
            await release;
            return Results.BadRequest();
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
