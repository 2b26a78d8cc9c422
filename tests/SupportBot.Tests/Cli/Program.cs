using System.Diagnostics;
using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Tests.Cli;

/// <summary>The built program, run as an operator runs it, with a working folder of its own.</summary>
internal sealed class Program : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cli");

    /// <summary>Whether search goes by meaning too, as configured; <see langword="false"/> unless set.</summary>
    public bool UsesEmbedding { get; init; }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Creates the database without content, as a first start does.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var file = PathOf("data/supportbot.db");
        await (await Database.OpenAsync(file, TestContext.Current.CancellationToken)).DisposeAsync();
        return file;
    }

    public string Write(string path, string text)
    {
        var file = PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public async Task<Outcome> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Composition).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Opening the bundled embedding takes longer than most commands, and a test that needs one says so.
        if (!UsesEmbedding) start.Environment["SUPPORTBOT_Search__Embedding"] = "none";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    internal sealed record Outcome(int ExitCode, string Output, string Errors)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
