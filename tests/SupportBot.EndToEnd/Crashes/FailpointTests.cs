using System.Diagnostics;
using SupportBot.Core.Storage;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Crashes;

public sealed class FailpointTests
{
    [Fact]
    public void Calls_are_compiled_only_where_the_symbol_is_defined()
    {
        var conditions = typeof(Failpoint)
            .GetMethod(nameof(Failpoint.Reach))!.GetCustomAttributes(typeof(ConditionalAttribute), false);
        Assert.Equal("FAILPOINTS", Assert.IsType<ConditionalAttribute>(Assert.Single(conditions)).ConditionString);
    }

    [Theory]
    [InlineData(false, "-p:Configuration=Release")]
    [InlineData(false, "-p:Configuration=Debug")]
    [InlineData(false, "-p:Configuration=Release", "-p:IsRelease=true", "-p:Failpoints=true")]
    [InlineData(true, "-p:Configuration=Release", "-p:Failpoints=true")]
    public async Task The_symbol_is_defined_only_on_request_and_never_in_a_release(
        bool isDefined, params string[] properties)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["msbuild", BuiltProgram.ProjectFolder, "-getProperty:DefineConstants", .. properties])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var symbols = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("TRACE", symbols.Split(';', StringSplitOptions.TrimEntries));
        Assert.Equal(isDefined, symbols.Split(';', StringSplitOptions.TrimEntries).Contains("FAILPOINTS"));
    }

    [Fact]
    public async Task A_program_without_failpoints_ignores_the_variable()
    {
        Assert.SkipWhen(Failpoint.IsEnabled, "This build has failpoints.");
        using var folder = new TempFolder().With("docs/hello.md", "# Hello\n\nThe bot says hello.\n");
        var outcome = await BuiltProgram.RunAsync(
            folder.Path,
            ["ingest", "docs", "--data", folder["data"]],
            (FailpointSetting.Name, Failpoint.WriteCommitting));
        Assert.Equal(0, outcome.ExitCode);
    }
}
