using System.Net;
using System.Net.Sockets;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Cli;

/// <summary>What stops the start, and whether the operator is told how to fix it.</summary>
public sealed class ServeFailureTests : IDisposable
{
    public const string ServicePlace = Failpoint.AuditSealing;

    private readonly TempFolder _folder = new TempFolder().With("docs/hello.md", "# Hello\n\nThe bot says hello.\n");

    [Fact]
    public async Task A_port_in_use_is_named_and_another_one_is_proposed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var outcome = await ServeAsync(url);
        Expect(outcome, 2, url, "in use by another program", "--url http://localhost:5081");
        Assert.DoesNotContain("crit:", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_name_in_the_environment_is_named_with_the_nearest_right_one() =>
        Expect(
            await ServeAsync(null, ("Docs__Pth", "x")), 2, "SUPPORTBOT_Docs__Pth", "Did you mean 'Docs:Path'?",
            "docs/configuration.md");

    [Fact]
    public async Task A_wrong_setting_name_in_the_file_is_named_with_the_file()
    {
        _folder.With("supportbot.json", """{"Server":{"Adress":"http://localhost:5080"}}""");
        Expect(await ServeAsync(null), 2, "Server:Adress", "supportbot.json", "Did you mean");
    }

    [Fact]
    public async Task A_settings_file_that_is_no_JSON_is_named_with_the_place()
    {
        _folder.With("supportbot.json", "{\n  \"Server\": oops\n}");
        Expect(
            await ServeAsync(null), 2,
            $"{_folder["supportbot.json"]}, line 2 cannot be read: 'o' is an invalid start of a value.");
    }

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("http://127.0.0.1:5080/path")]
    [InlineData("nonsense")]
    public async Task An_address_that_is_none_is_answered_with_an_example(string url) =>
        Expect(await ServeAsync(url), 2, "Server:Url", "http://localhost:5080");

    [Fact]
    public async Task A_second_host_on_the_same_data_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await RunningHost.StartAsync(_folder["docs"]);
        var second = await BuiltProgram.RunAsync(
            _folder.Path, ["serve", "--url", Free(), "--data", first.DataFolder, "--docs", _folder["docs"]]);
        Expect(second, 2, "Another SupportBot already uses the data folder", first.DataFolder, "--data DIR");
        using var http = new HttpClient();
        Assert.Equal(
            HttpStatusCode.OK, (await http.GetAsync(first.Address, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_documentation_folder_that_is_not_there_is_named()
    {
        var missing = _folder["no-such-folder"];
        Expect(
            await BuiltProgram.RunAsync(
                _folder.Path, ["serve", "--url", Free(), "--data", _folder["data"], "--docs", missing]),
            2, missing, "--docs");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        _folder.With("file", "x");
        Expect(
            await BuiltProgram.RunAsync(
                _folder.Path, ["serve", "--url", Free(), "--data", _folder["file/data"], "--docs", _folder["docs"]]),
            2, _folder["file/data"], "--data DIR");
    }

    [Fact]
    public async Task A_database_that_is_none_is_named()
    {
        _folder.With(
            "data/supportbot.db",
            "This is a letter to my grandmother, and it is longer than the header of a database: it goes on and on.");
        Expect(await ServeAsync(null), 2, "supportbot.db");
    }

    [Fact]
    public async Task A_background_service_that_cannot_go_on_ends_the_host_with_its_reason()
    {
        var outcome = await ServeAsync(null, FailpointSetting.At($"{ServicePlace}:1:memory"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(
            "ended because AuditSealing failed: InsufficientMemoryException: The failpoint audit-sealing was reached.",
            outcome.Error, StringComparison.Ordinal);
        Assert.Contains("crit: Microsoft.Extensions.Hosting", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_failure_of_a_command_is_said_with_an_exit_code_of_its_own()
    {
        var outcome = await BuiltProgram.RunAsync(
            _folder.Path,
            ["ingest", "docs", "--data", _folder["data"]],
            FailpointSetting.At($"{Failpoint.WriteCommitting}:1:memory"));
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("ended because of an unexpected failure", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("The failpoint write-committing was reached.", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serv")]
    [InlineData("serve --prot 5080")]
    public async Task A_word_that_the_command_line_does_not_know_is_named(string arguments)
    {
        var outcome = await BuiltProgram.RunAsync(_folder.Path, arguments.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(
            arguments.Split(' ')[^1] == "5080" ? "--prot" : "serv", outcome.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<Outcome> ServeAsync(string? url, params (string, string)[] settings) =>
        BuiltProgram.RunAsync(
            _folder.Path, ["serve", "--url", url ?? Free(), "--data", _folder["data"], "--docs", _folder["docs"]],
            settings);

    private static string Free() => $"http://127.0.0.1:{RunningHost.FreePort()}";

    /// <summary>The message alone, without a stack, says all that is expected of it.</summary>
    private static void Expect(Outcome outcome, int exitCode, params string[] words)
    {
        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.All(words, word => Assert.Contains(word, outcome.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", outcome.Error, StringComparison.Ordinal);
    }
}
