using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;
using SupportBot.Tests.Voice.Versions;
using SupportBot.Tuning;

namespace SupportBot.Tests.Tuning;

/// <summary>Open weights: the folder for a trainer, and servers that load adapters while they run.</summary>
public sealed class AdapterServerTests : TuningRig
{
    private readonly ConcurrentQueue<(string Path, string Body)> _calls = [];
    private readonly HashSet<string> _loaded = [];

    [Fact]
    public async Task VLLM_loads_an_adapter_under_the_name_that_is_called_and_unloads_it()
    {
        UseOpen("vllm");
        Assert.Equal("voice-v1", Succeeded(await Route.DeployAsync("voice-v1", "/adapters/one", Cancel)));
        Assert.Equal("voice-v1", Succeeded(await Route.DeployAsync("voice-v1", "/adapters/one", Cancel)));
        Assert.Equal(["voice-v1"], _loaded);
        Succeeded(await Route.WithdrawAsync("voice-v1", "/adapters/one", Cancel));
        Succeeded(await Route.WithdrawAsync("voice-v1", "/adapters/one", Cancel));
        Assert.Empty(_loaded);
        Assert.Equal("""{"lora_name":"voice-v1","lora_path":"/adapters/one"}""", _calls.First().Body);
        Assert.False(Route.IsShared);
    }

    [Fact]
    public async Task VLLM_that_cannot_read_the_adapter_says_why()
    {
        UseOpen("vllm");
        Assert.Equal(
            "127.0.0.1 answered 400 to /v1/load_lora_adapter: No adapter in /wrong.",
            Failed(await Route.DeployAsync("voice-v1", "/wrong", Cancel)).Reason);
    }

    [Fact]
    public async Task Ollama_gets_an_alias_that_is_removed_again()
    {
        UseOpen("ollama");
        Assert.Equal("voice-v1", Succeeded(await Route.DeployAsync("voice-v1", "made-from-adapter", Cancel)));
        Succeeded(await Route.WithdrawAsync("voice-v1", "made-from-adapter", Cancel));
        Assert.Equal(
            [
                ("/api/copy", """{"source":"made-from-adapter","destination":"voice-v1"}"""),
                ("/api/delete", """{"model":"voice-v1"}"""),
            ], _calls);
        Assert.Equal(
            "127.0.0.1 answered 404 to /api/copy: model not found",
            Failed(await Route.DeployAsync("voice-v1", "missing", Cancel)).Reason);
    }

    [Fact]
    public async Task Llama_cpp_switches_the_scale_of_the_adapter_and_serves_all_callers_alike()
    {
        UseOpen("llamacpp");
        Models.ChatModel = "base";
        Assert.Equal("base", Succeeded(await Route.DeployAsync("voice-v1", "voice.gguf", Cancel)));
        Succeeded(await Route.WithdrawAsync("voice-v1", "voice.gguf", Cancel));
        Assert.Equal(["""[{"id":1,"scale":1}]""", """[{"id":1,"scale":0}]"""], _calls.Select(call => call.Body));
        Assert.True(Route.IsShared);
        Assert.Contains(
            "llama-server has no adapter other.gguf",
            Failed(await Route.DeployAsync("voice-v2", "other.gguf", Cancel)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promotion_on_llama_cpp_switches_the_server_and_a_rollback_switches_it_back()
    {
        UseOpen("llamacpp");
        Models.ChatModel = "base";
        await EvaluatedAsync("voice.gguf");
        await EvaluatedAsync("other.gguf");
        var voices = new VoiceSwitch(Versions, Services);
        var promoted = Assert.IsType<PromotionResult.Promoted>(await voices.PromoteAsync(1, null, Cancel));
        Assert.Equal(VoiceState.All, promoted.Version.State);
        Assert.IsType<PromotionResult.Refused>(await voices.PromoteAsync(2, null, Cancel));
        Assert.Equal(1, (await Versions.RosterAsync(Cancel)).Serving!.Number);
        var (back, hint) = await voices.RollBackAsync("by hand", null, Cancel);
        Assert.Equal((1, ""), (back!.Version.Number, hint));
        Assert.Equal(["""[{"id":1,"scale":1}]""", """[{"id":1,"scale":0}]"""], _calls.Select(call => call.Body));
    }

    [Fact]
    public async Task A_server_that_is_down_is_named()
    {
        UseOpen("vllm");
        Tuning.ServerUrl = "http://127.0.0.1:1";
        var failed = Failed(await Route.DeployAsync("v", "a", Cancel));
        Assert.True(failed.IsPassing);
        Assert.StartsWith("http://127.0.0.1:1/ cannot be reached", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_data_and_a_recipe_is_prepared_once_and_read_until_the_adapter_is_there()
    {
        UseOpen("vllm");
        Tuning.Folder = Path.Combine(Folder, "tuning");
        var rows = await RowsAsync(withMark: true);
        var version = Succeeded(await Voice.StartAsync(rows, await RowsAsync(10, name: "held-out.jsonl"), Cancel));
        var folder = version.JobId;
        Assert.Equal(Path.Combine(Tuning.Folder, Voice.NameOf(version)), folder);
        Assert.Equal(
            ["README.md", "axolotl.yaml", "train.jsonl", "validation.jsonl"],
            Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.Equal((byte)'{', (await File.ReadAllBytesAsync(Path.Combine(folder, "train.jsonl"), Cancel))[0]);
        Assert.Equal(TuningPhase.Prepared, Succeeded(await Voice.ReadAsync(version, Cancel)).Job.Phase);

        var adapter = Directory.CreateDirectory(Path.Combine(folder, "adapter", "checkpoint-2")).Parent!.FullName;
        await File.WriteAllTextAsync(
            Path.Combine(adapter, "checkpoint-2", "trainer_state.json"),
            """{"log_history":[{"step":1,"loss":2.5},{"step":2,"loss":1.5},{"step":2,"eval_loss":1.6}]}""", Cancel);
        var running = Succeeded(await Voice.ReadAsync(version, Cancel)).Job;
        Assert.Equal(TuningPhase.Running, running.Phase);
        Assert.Equal([new(1, 2.5), new(2, 1.5)], running.Loss);

        await File.WriteAllTextAsync(Path.Combine(adapter, "adapter_config.json"), "{}", Cancel);
        await File.WriteAllTextAsync(Path.Combine(adapter, "adapter_model.safetensors"), "", Cancel);
        Assert.Equal(adapter, Succeeded(await Voice.ReadAsync(version, Cancel)).Job.TunedModel);
        Assert.Equal(adapter, (await Versions.FindAsync(1, Cancel))!.TunedModel);
    }

    [Fact]
    public async Task The_recipe_is_YAML_with_the_chosen_model()
    {
        UseOpen("vllm");
        Tuning.Folder = Path.Combine(Folder, "tuning");
        (Tuning.BaseModel, Tuning.Epochs) = ("Qwen/Qwen3-8B", 5);
        var folder = Succeeded(await Voice.StartAsync(await RowsAsync(), null, Cancel)).JobId;
        var yaml = new YamlDotNet.RepresentationModel.YamlStream();
        yaml.Load(new StringReader(await File.ReadAllTextAsync(Path.Combine(folder, "axolotl.yaml"), Cancel)));
        var recipe = (YamlDotNet.RepresentationModel.YamlMappingNode)yaml.Documents[0].RootNode;
        Assert.Equal("Qwen/Qwen3-8B", recipe["base_model"].ToString());
        Assert.Equal("lora", recipe["adapter"].ToString());
        Assert.Equal("5", recipe["num_epochs"].ToString());
        Assert.Equal("messages", recipe["datasets"][0]["field_messages"].ToString());
        Assert.Contains(
            "axolotl train axolotl.yaml", await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), Cancel),
            StringComparison.Ordinal);
    }

    private async Task EvaluatedAsync(string adapter)
    {
        var version = await Versions.AddAsync("open", "base", new string('a', 64), Cancel);
        await Versions.TrainedAsync(version.Number, adapter);
        await Versions.DeployedAsync(version.Number, "base");
        await Versions.EvaluatedAsync(version.Number, Evaluations.Passing);
    }

    private void UseOpen(string server)
    {
        Tuning.Route = "open";
        Tuning.Server = server;
    }

    private protected override void MapMore(WebApplication app)
    {
        app.MapPost("/v1/load_lora_adapter", http => CallAsync(http, body =>
            (string)body["lora_path"]! == "/wrong" ? Refuse(400, "No adapter in /wrong.")
            : _loaded.Add((string)body["lora_name"]!) ? Results.Ok()
            : Refuse(400, $"The lora adapter '{body["lora_name"]}' has already been loaded.")));
        app.MapPost("/v1/unload_lora_adapter", http => CallAsync(http, body =>
            _loaded.Remove((string)body["lora_name"]!) ? Results.Ok() : Refuse(404, "Not found.")));
        app.MapPost("/api/copy", http => CallAsync(http, body => (string)body["source"]! == "missing"
            ? Text(404, """{"error":"model not found"}""")
            : Results.Ok()));
        app.MapDelete("/api/delete", http => CallAsync(http, _ => Results.Ok()));
        app.MapGet("/lora-adapters", () => Text(
            200, """[{"id":0,"path":"/m/first.gguf","scale":0},{"id":1,"path":"/m/voice.gguf","scale":0}]"""));
        app.MapPost("/lora-adapters", http => CallAsync(http, _ => Results.Ok()));
    }

    private async Task CallAsync(HttpContext http, Func<JsonNode, IResult> answer)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        _calls.Enqueue((http.Request.Path, body.ToJsonString()));
        await answer(body).ExecuteAsync(http);
    }

    private static IResult Refuse(int status, string message) =>
        Text(status, JsonSerializer.Serialize(new { error = new { message } }));

    private static IResult Text(int status, string json) =>
        Results.Text(json, "application/json", statusCode: status);
}
