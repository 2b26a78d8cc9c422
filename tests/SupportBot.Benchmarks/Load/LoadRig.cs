using System.Diagnostics;
using System.Text.Json;

namespace SupportBot.Benchmarks.Load;

/// <summary>
/// The load rig, which is no part of the repository: it lies in <c>../shared/tools/load</c>, or in <c>load</c> of the
/// folder that SUPPORTBOT_TOOLS names. It is run from a copy, where its packages are installed once.
/// </summary>
internal sealed class LoadRig
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "load-rig");

    private LoadRig()
    {
    }

    /// <summary>The rig, ready to run; null where something is missing, which is then said.</summary>
    public static async Task<LoadRig?> OpenAsync()
    {
        var source = Path.GetFullPath(
            Path.Combine(
                Environment.GetEnvironmentVariable("SUPPORTBOT_TOOLS") ?? Path.Combine("..", "shared", "tools"),
                "load"));
        if (!File.Exists(Path.Combine(source, "package.json")))
        {
            await Console.Error.WriteLineAsync(
                $"{source} is absent. Set SUPPORTBOT_TOOLS to the folder that holds the load rig's folder 'load'.");
            return null;
        }
        var rig = new LoadRig();
        rig.CopyFrom(source);
        if (Directory.Exists(Path.Combine(rig._folder, "node_modules"))) return rig;
        if (await rig.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) is not null) return rig;
        await Console.Error.WriteLineAsync(
            $"The load rig's packages could not be installed: run npm ci in {rig._folder}.");
        return null;
    }

    /// <summary>Runs one load against a server.</summary>
    /// <param name="script">The script of the rig.</param>
    /// <param name="options">Its options, as <c>--name value</c>.</param>
    public async Task<LoadResult> RunAsync(string script, params (string Name, string Value)[] options)
    {
        var json = await RunAsync(
            "node", [script, .. options.SelectMany(option => new[] { $"--{option.Name}", option.Value })]);
        return json is null
            ? throw new InvalidOperationException($"{script} failed; see above.")
            : new LoadResult(JsonElement.Parse(json));
    }

    /// <summary>Runs the loads on the peers, and beside them on what <c>EXTRA</c> names.</summary>
    /// <param name="environment">What the rig's <c>run-peers.sh</c> reads.</param>
    public async Task<IReadOnlyList<LoadResult>> RunPeersAsync(IReadOnlyDictionary<string, string> environment)
    {
        var results = Path.Combine(_folder, "results");
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        if (await RunAsync("bash", ["run-peers.sh", results], environment) is null)
            throw new InvalidOperationException("run-peers.sh failed; see above.");
        return
        [
            .. Directory
                .EnumerateFiles(results, "*.json")
                .Order(StringComparer.Ordinal)
                .Select(file => new LoadResult(JsonElement.Parse(File.ReadAllText(file)))),
        ];
    }

    /// <summary>The files are read and written, not copied: the copy must not be read-only.</summary>
    private void CopyFrom(string source)
    {
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(source))
            File.WriteAllBytes(Path.Combine(_folder, Path.GetFileName(file)), File.ReadAllBytes(file));
    }

    private async Task<string?> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : null;
    }
}
