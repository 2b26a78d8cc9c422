using System.Text.Json.Nodes;
using SupportBot.EndToEnd.Running;

namespace SupportBot.EndToEnd.Cli;

/// <summary>Which folder a relative path means.</summary>
public sealed class WorkingFolderTests : IDisposable
{
    private readonly TempFolder _folder = new TempFolder().With(
        "handbook/warranty.md", "# Warranty\n\nThe warranty lasts three years.\n");

    [Fact]
    public async Task Dotnet_run_resolves_relative_paths_against_the_folder_where_it_was_typed()
    {
        var name = $"data-{Guid.NewGuid():N}";
        var outcome = await BuiltProgram.DotnetRunAsync(_folder.Path, "ingest", "handbook", "--data", name);
        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.True(File.Exists(_folder[$"{name}/supportbot.db"]));
        Assert.False(Path.Exists(Path.Combine(BuiltProgram.ProjectFolder, name)));
    }

    [Fact]
    public async Task Relative_paths_in_the_settings_file_mean_the_working_folder()
    {
        _folder.With("supportbot.json", """{ "Data": { "Path": "kept" }, "Docs": { "Path": "handbook" } }""");
        Assert.Equal(0, (await BuiltProgram.RunAsync(_folder.Path, ["ingest", "handbook"])).ExitCode);
        Assert.True(File.Exists(_folder["kept/supportbot.db"]));
        var findings = JsonNode.Parse((await BuiltProgram.RunAsync(_folder.Path, ["doctor", "--json"])).Output)![
            "findings"
        ]!.AsArray();
        Assert.Contains(
            findings,
            finding => finding!["what"]!.GetValue<string>() == $"{_folder["handbook"]} holds 1 files to answer from.");
    }

    [Fact]
    public async Task A_data_folder_left_in_the_project_folder_is_reported_with_what_to_do()
    {
        var name = $"data-{Guid.NewGuid():N}";
        var former = Path.Combine(BuiltProgram.ProjectFolder, name);
        try
        {
            Directory.CreateDirectory(former);
            await File.WriteAllTextAsync(
                Path.Combine(former, "supportbot.db"), "", TestContext.Current.CancellationToken);
            var outcome = await BuiltProgram.RunAsync(_folder.Path, ["ingest", "handbook", "--data", name]);
            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains(
                $"Warning: The data folder {former} is not used any more", outcome.Error, StringComparison.Ordinal);
            Assert.Contains($"mv \"{former}\" \"{_folder[name]}\"", outcome.Error, StringComparison.Ordinal);
            var named = await BuiltProgram.RunAsync(_folder.Path, ["ingest", "handbook", "--data", _folder[name]]);
            Assert.Equal((0, ""), (named.ExitCode, named.Error));
        }
        finally
        {
            Directory.Delete(former, recursive: true);
        }
    }

    [Fact]
    public async Task A_host_serves_documents_from_a_relative_folder()
    {
        var url = $"http://127.0.0.1:{RunningHost.FreePort()}";
        using var host = BuiltProgram.Start(_folder.Path, ["--docs", "handbook", "--data", "kept", "--url", url]);
        var printed = "";
        while (
            await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.StartsWith("Ready", StringComparison.Ordinal))
            printed += line + '\n';
        host.Kill();
        Assert.Contains($"{_folder["handbook"]}: 1 added", printed, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["kept/supportbot.db"]));
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact, Trait("Category", "Full")]
    public async Task A_published_program_brings_its_own_documents_and_brand_and_keeps_data_in_the_working_folder()
    {
        using var published = new TempFolder();
        var publish = await BuiltProgram.PublishAsync(published.Path);
        Assert.True(publish.ExitCode == 0, publish.Output + publish.Error);

        var doctor = await BuiltProgram.RunPublishedAsync(published.Path, _folder.Path, "doctor", "--json");
        var findings = JsonNode.Parse(doctor.Output)!["findings"]!
            .AsArray()
            .Select(finding => finding!["what"]!.GetValue<string>())
            .ToList();
        Assert.Contains(findings, what => what.StartsWith(published["docs"], StringComparison.Ordinal));
        Assert.Contains($"The data folder {_folder["data"]} can be written.", findings);
        Assert.Contains(findings, what => what.Contains("has texts in de, en.", StringComparison.Ordinal));

        Assert.Equal(
            0, (await BuiltProgram.RunPublishedAsync(published.Path, _folder.Path, "ingest", "handbook")).ExitCode);
        Assert.True(File.Exists(_folder["data/supportbot.db"]));
    }

    public void Dispose() => _folder.Dispose();
}
