using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Browser;
using SupportBot.EndToEnd.Running;
using SupportBot.Tests.Privacy;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>
/// A conversation is erased by the command line beside the running host, and the command is killed in the middle.
/// </summary>
public sealed class ErasureTests : IDisposable
{
    public const string Place = Failpoint.ConversationErased;

    private const string Secret = "Zylophant & Söhne";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Killed_in_the_middle_and_run_again_it_leaves_no_byte_and_the_host_goes_on()
    {
        var visitor = new WebVisitor("ann") { Text = $"Is the warranty for {Secret} long?" };
        await using (
            var host = await RunningHost.StartInAsync(_folder, Site.Handbook, ("Search__TrainEmbedding", "false")))
        {
            using var http = new HttpClient { BaseAddress = host.Address };
            Assert.True(await visitor.TrySayAsync(http, "m1"));
            while ((await visitor.ReadAsync(http)).Count < 3)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            Assert.NotEmpty(Traces.In(_folder["data"], Secret));
            Assert.Contains(Secret, (await RunAsync("export", visitor.Conversation)).Output, StringComparison.Ordinal);

            Assert.NotEqual(0, (await RunAsync("erase", visitor.Conversation, FailpointSetting.At(Place))).ExitCode);
            Assert.Equal(1, (await RunAsync("erase", visitor.Conversation)).ExitCode);
            Assert.Empty(Traces.In(_folder["data"], Secret));

            Assert.True(await new WebVisitor("ben").TrySayAsync(http, "m2"));
        }
        Assert.Empty(Traces.In(_folder["data"], Secret));
        Assert.Equal(
            0, (await BuiltProgram.RunAsync(_folder.Path, ["audit", "verify", "--data", _folder["data"]])).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Outcome> RunAsync(string verb, string conversation, params (string, string)[] settings) =>
        BuiltProgram.RunAsync(_folder.Path, ["conversations", verb, conversation, "--data", _folder["data"]], settings);
}
