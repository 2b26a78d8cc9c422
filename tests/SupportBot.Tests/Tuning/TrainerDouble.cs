using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportBot.Tests.Models;

namespace SupportBot.Tests.Tuning;

/// <summary>
/// A fine-tuning server on a real socket. It behaves as OpenAI does or, at <c>/openai/v1</c>, as Azure does, with
/// Azure's control plane beside it; and it refuses what the real ones refuse.
/// </summary>
internal sealed class TrainerDouble : IAsyncDisposable
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _files = new();
    private readonly ConcurrentQueue<string> _states = [];
    private string _state = "queued";
    private string _suffix = "";
    private string _model = "";
    private int _deploymentLooks;

    private TrainerDouble(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public WebApplication App => _app;

    /// <summary>Each request: its method and its path without the query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentQueue<string> Authorizations { get; } = [];

    public ConcurrentQueue<(string ContentType, byte[] Rows)> Uploads { get; } = [];

    public ConcurrentQueue<JsonElement> Jobs { get; } = [];

    public ConcurrentQueue<JsonElement> Deployments { get; } = [];

    /// <summary>Answers in place of a job request, with a status; null for none.</summary>
    public (int Status, string Message)? Refusal { get; set; }

    /// <summary>The state of the import of a file, after it was pending once.</summary>
    public string Imported { get; set; } = "processed";

    public static async Task<TrainerDouble> StartAsync(Action<WebApplication>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var trainer = new TrainerDouble(app);
        app.Use((http, next) =>
        {
            trainer.Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
            trainer.Authorizations.Enqueue(http.Request.Headers.Authorization.ToString());
            return next(http);
        });
        trainer.Map(app.MapGroup("/v1"), isAzure: false);
        trainer.Map(app.MapGroup("/openai/v1"), isAzure: true);
        trainer.MapControlPlane();
        more?.Invoke(app);
        await app.StartAsync();
        return trainer;
    }

    /// <summary>The states that a job takes next, one a look; the last one stays.</summary>
    public void Pass(params string[] states)
    {
        foreach (var state in states) _states.Enqueue(state);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private void Map(Microsoft.AspNetCore.Routing.RouteGroupBuilder api, bool isAzure)
    {
        api.MapPost("/files", http => UploadAsync(http, isAzure));
        api.MapGet("/files/{id}", (string id) => Json(FileOf(
            id, isAzure && _files.AddOrUpdate(id, 0, (_, looks) => looks + 1) == 1 ? "pending" : Imported)));
        api.MapPost("/fine_tuning/jobs", http => StartAsync(http, isAzure));
        api.MapGet("/fine_tuning/jobs", () => Json(new JsonObject
        {
            ["object"] = "list", ["has_more"] = false,
            ["data"] = Jobs.IsEmpty ? [] : new JsonArray(Job(isAzure)),
        }));
        api.MapGet("/fine_tuning/jobs/{id}", () =>
        {
            if (_states.TryDequeue(out var next)) _state = next;
            return Json(Job(isAzure));
        });
        api.MapPost("/fine_tuning/jobs/{id}/cancel", () =>
        {
            _state = "cancelled";
            return Json(Job(isAzure));
        });
        api.MapGet("/fine_tuning/jobs/{id}/events", (string? after) => Json(Events(after)));
        api.MapGet("/fine_tuning/jobs/{id}/checkpoints", () => Json(Checkpoints()));
    }

    private void MapControlPlane()
    {
        const string Deployment = "/subscriptions/{s}/resourceGroups/{g}/providers/Microsoft.CognitiveServices"
            + "/accounts/{a}/deployments/{name}";
        _app.MapPut(Deployment, async http =>
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body);
            Deployments.Enqueue(body.RootElement.Clone());
            await AnswerAsync(http, 201, State("Creating"));
        });
        _app.MapGet(Deployment, () => Json(State(_deploymentLooks++ == 0 ? "Creating" : "Succeeded")));
        _app.MapGet(
            "/subscriptions/{s}/providers/Microsoft.CognitiveServices/locations/{l}/models", () => Json(
                JsonNode.Parse("""
                {"value":[
                  {"kind":"OpenAI","model":{"format":"OpenAI","name":"gpt-4.1-mini","version":"2025-04-14",
                    "deprecation":{"fineTune":"2027-04-14T00:00:00Z","inference":"2027-10-14T00:00:00Z"}}},
                  {"kind":"OpenAI","model":{"format":"OpenAI","name":"gpt-4o","version":"2024-08-06"}}
                ]}
                """)!));
    }

    private async Task UploadAsync(HttpContext http, bool isAzure)
    {
        var form = await http.Request.ReadFormAsync();
        var file = form.Files.Single();
        using var rows = new MemoryStream();
        await file.CopyToAsync(rows);
        var contentType = file.Headers.ContentType.ToString();
        var bytes = rows.ToArray();
        Uploads.Enqueue((contentType, bytes));
        var hasMark = bytes.AsSpan().StartsWith(Mark);
        var wrong = form["purpose"] != "fine-tune" ? "The purpose is not fine-tune."
            : isAzure && contentType.Length == 0 ? "The file part has no Content-Type."
            : isAzure && !hasMark ? "The file is not in UTF-8 with a byte order mark."
            : !isAzure && hasMark ? "Line 1 is no JSON."
            : null;
        var id = $"file-{_files.Count + 1}";
        _files[id] = 0;
        if (wrong is not null) await AnswerAsync(http, 400, Error(wrong));
        else await AnswerAsync(http, isAzure ? 201 : 200, FileOf(id, isAzure ? "pending" : "processed"));
    }

    private async Task StartAsync(HttpContext http, bool isAzure)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var job = body.RootElement.Clone();
        if (Refusal is { } refusal)
        {
            await AnswerAsync(http, refusal.Status, Error(refusal.Message));
            return;
        }
        var wrong = OpenAIContract.IsThere
            ? OpenAIContract.Errors("CreateFineTuningJobRequest", job).ToList()
            : [];
        if (isAzure != job.TryGetProperty("trainingType", out _)) wrong.Add("trainingType is for Azure alone.");
        if (isAzure && _files[job.GetProperty("training_file").GetString()!] < 2) wrong.Add("The file is pending.");
        Jobs.Enqueue(job);
        _suffix = job.GetProperty("suffix").GetString()!;
        _model = job.GetProperty("model").GetString()!;
        _state = isAzure ? "pending" : "validating_files";
        if (wrong.Count > 0) await AnswerAsync(http, 400, Error(string.Join(' ', wrong)));
        else await AnswerAsync(http, isAzure ? 201 : 200, Job(isAzure));
    }

    private JsonObject Job(bool isAzure) => new()
    {
        ["object"] = "fine_tuning.job",
        ["id"] = "ftjob-1",
        ["model"] = _model,
        ["status"] = _state,
        ["created_at"] = 1_764_000_000,
        ["fine_tuned_model"] = _state == "succeeded" ? $"{_model}.ft-1" : null,
        ["user_provided_suffix"] = _suffix,
        ["trained_tokens"] = _state == "succeeded" ? 4200 : null,
        ["organization_id"] = isAzure ? null : "org-1",
        ["result_files"] = isAzure ? null : new JsonArray(),
        ["error"] = _state == "failed" ? new JsonObject { ["message"] = "Too few rows." } : null,
    };

    /// <summary>The newest first, on two pages.</summary>
    private static JsonObject Events(string? after) => new()
    {
        ["object"] = "list",
        ["has_more"] = after is null,
        ["data"] = after is null
            ? new JsonArray(Event(3, 0.5), Event(2, 1.25))
            : after == "event-2"
                ? new JsonArray(
                    Event(1, 2.5), new JsonObject { ["type"] = "message", ["message"] = "Started", ["data"] = null })
                : [],
    };

    private static JsonObject Event(int step, double loss) => new()
    {
        ["id"] = $"event-{step}", ["type"] = "metrics", ["message"] = $"Step {step}",
        ["data"] = new JsonObject { ["step"] = step, ["train_loss"] = loss, ["train_mean_token_accuracy"] = null },
    };

    private JsonObject Checkpoints() => new()
    {
        ["data"] = new JsonArray(
            Checkpoint(1, 1.5), Checkpoint(2, 0.75)),
    };

    private JsonObject Checkpoint(int step, double loss) => new()
    {
        ["fine_tuned_model_checkpoint"] = $"{_model}.ft-1:ckpt-step-{step}", ["step_number"] = step,
        ["metrics"] = new JsonObject { ["full_valid_loss"] = loss },
    };

    private static JsonObject FileOf(string id, string status) => new()
    {
        ["id"] = id, ["object"] = "file", ["status"] = status, ["purpose"] = "fine-tune",
        ["status_details"] = status == "error" ? "Row 3 is wrong." : null,
    };

    private static JsonObject State(string state) =>
        new() { ["properties"] = new JsonObject { ["provisioningState"] = state } };

    private static JsonObject Error(string message) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["code"] = "invalid_request" },
    };

    private static IResult Json(JsonNode json) => Results.Text(json.ToJsonString(), "application/json");

    private static async Task AnswerAsync(HttpContext http, int status, JsonObject json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
