using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SupportBot.Testing;

/// <summary>A web application that a page shows as one block of C#, compiled and run as its reader would.</summary>
internal sealed partial class DocumentedProgram : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;
    private Task _reading = Task.CompletedTask;

    private DocumentedProgram()
    {
    }

    /// <summary>Where it listens, once it runs.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it has printed since it listens, without the lines of the log.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>The first block of C# of a page.</summary>
    /// <param name="page">Path of the page below the repository's folder.</param>
    public static async Task<string> CodeAsync(string page) =>
        CodeBlock().Match(await File.ReadAllTextAsync(Path.Combine(SharedData.RepositoryRoot, page), Cancel))
            .Groups[1].Value;

    /// <summary>Compiles it.</summary>
    /// <param name="code">The only file.</param>
    /// <param name="items">Items of the project file, such as references; empty for the framework alone.</param>
    public static async Task<DocumentedProgram> BuildAsync(string code, string items = "")
    {
        var program = new DocumentedProgram();
        program._folder.With("Program.cs", code).With("Program.csproj", Project(items));
        using var build = program.Start(["build", "-v", "q", "-o", "out"], []);
        var output = await build.StandardOutput.ReadToEndAsync(Cancel);
        await build.WaitForExitAsync(Cancel);
        Assert.True(build.ExitCode == 0, output);
        return program;
    }

    /// <summary>Starts it on a free port, and waits until it listens.</summary>
    public async Task RunAsync(
        IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        _process = Start(["out/Program.dll", "--urls", "http://127.0.0.1:0", .. arguments], environment);
        while (await _process.StandardOutput.ReadLineAsync(Cancel) is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match) continue;
            Address = match.Groups[1].Value;
            _reading = ReadAsync(_process.StandardOutput);
            return;
        }
        Assert.Fail("The program ended before it listened.");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            await _reading;
            _process.Dispose();
        }
        _folder.Dispose();
    }

    // Ends with the program.
    private async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync(CancellationToken.None) is { } line)
            if (!LogLine().IsMatch(line)) _lines.Enqueue(line);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Project(string items) => $"""
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """;

    private Process Start(IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _folder.Path, RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("^(?:[a-z]{4}: |      )")]
    private static partial Regex LogLine();

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex Listening();
}
