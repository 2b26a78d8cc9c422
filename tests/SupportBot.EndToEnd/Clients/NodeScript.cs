using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.EndToEnd.Clients;

/// <summary>
/// A script of this folder in a Node process of its own. It is told commands and tells events, one JSON object a line.
/// </summary>
internal sealed class NodeScript : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _node;

    private NodeScript(Process node) => _node = node;

    /// <summary>Everything it told, in order.</summary>
    public List<JsonNode> Told { get; } = [];

    public static async Task<NodeScript> StartAsync(string name) => new(await RunAsync(name));

    /// <summary>Gives a script one JSON document and reads the one that it answers.</summary>
    public static async Task<T> AskAsync<T>(string name, object question)
    {
        using var node = await RunAsync(name);
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(question));
        node.StandardInput.Close();
        return JsonSerializer.Deserialize<T>(
            await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken))!;
    }

    public Task TellAsync(string command, JsonNode? value = null) =>
        _node.StandardInput.WriteLineAsync(new JsonObject { [command] = value }.ToJsonString());

    /// <summary>Reads on until it tells what is wanted.</summary>
    public async Task<JsonNode> UntilAsync(Func<JsonNode, bool> wanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var told = JsonNode.Parse(await LineAsync(patience.Token))!;
            Told.Add(told);
            if (wanted(told)) return told;
        }
    }

    /// <summary>Reads on until it tells an event of this name.</summary>
    /// <returns>The event.</returns>
    public async Task<JsonNode> UntilAsync(string name) => (await UntilAsync(told => told[name] is not null))[name]!;

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited) _node.Kill();
        await _node.WaitForExitAsync(CancellationToken.None);
        _node.Dispose();
    }

    private static async Task<Process> RunAsync(string name) => Process.Start(new ProcessStartInfo("node", [name])
    {
        WorkingDirectory = await NpmPackages.ReadyAsync(),
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    private async Task<string> LineAsync(CancellationToken patience)
    {
        try
        {
            return await _node.StandardOutput.ReadLineAsync(patience) ?? throw new JsonException("The script ended.");
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The script told only: {string.Join('\n', Told.Select(t => t.ToJsonString()))}");
        }
    }
}
