using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.Models.Tuning.Hosted;

// Files and jobs of OpenAI's fine-tuning protocol, with what Azure does otherwise.
internal sealed class HostedTrainer(
    TrainerApi api, TuningOptions options, AzureTuningOptions? azure, TimeProvider time)
{
    // Events of a page, and pages: the newest thousand steps are enough for a curve.
    private const int EventsOfPage = 100;
    private const int MaxPages = 10;
    private const int MaxJobs = 50;

    private static readonly TimeSpan ImportPause = TimeSpan.FromSeconds(2);
    private const int MaxImportLooks = 150;

    public async Task<TuningResult<string>> StartAsync(TuningTask task, CancellationToken cancellationToken)
    {
        var training = await UploadAsync(task.Training, cancellationToken).ConfigureAwait(false);
        if (training is not TuningResult<string>.Succeeded trainingFile) return training;
        var validationFile = "";
        if (task.Validation is { } rows)
        {
            var validation = await UploadAsync(rows, cancellationToken).ConfigureAwait(false);
            if (validation is not TuningResult<string>.Succeeded uploaded) return validation;
            validationFile = uploaded.Value;
        }
        var body = Body(task, trainingFile.Value, validationFile);
        return (await api.PostAsync("fine_tuning/jobs", body, cancellationToken).ConfigureAwait(false)).Then(
            job => job.Text("id") is { Length: > 0 } id ? id : null, "made a job without an id");
    }

    public async Task<TuningResult<string?>> FindAsync(string name, CancellationToken cancellationToken) =>
        await api.GetAsync($"fine_tuning/jobs?limit={MaxJobs}", cancellationToken).ConfigureAwait(false) switch
        {
            TuningResult<JsonElement>.Succeeded { Value: var jobs } => new TuningResult<string?>.Succeeded(
                jobs.Items("data").Where(job => SuffixOf(job) == name).Select(job => job.Text("id")).FirstOrDefault()),
            TuningResult<JsonElement>.Failed failed =>
                new TuningResult<string?>.Failed(failed.Reason, failed.IsPassing),
            _ => throw new InvalidOperationException(),
        };

    public async Task<TuningResult<TuningJob>> ReadAsync(string jobId, CancellationToken cancellationToken)
    {
        var path = $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}";
        if (await api.GetAsync(path, cancellationToken).ConfigureAwait(false) is var read
            && read is not TuningResult<JsonElement>.Succeeded)
            return read.Then(_ => (TuningJob?)null, "");
        var job = TrainerJobs.Job(((TuningResult<JsonElement>.Succeeded)read).Value);
        // Checkpoints are there from the end alone.
        var checkpoints = job.Phase == TuningPhase.Succeeded
            ? await api.GetAsync($"{path}/checkpoints", cancellationToken).ConfigureAwait(false)
            : null;
        return new TuningResult<TuningJob>.Succeeded(job with
        {
            Loss = await LossAsync(path, cancellationToken).ConfigureAwait(false),
            Checkpoints = checkpoints is TuningResult<JsonElement>.Succeeded { Value: var made }
                ? TrainerJobs.Checkpoints(made)
                : [],
        });
    }

    public async Task<TuningResult<TuningJob>> CancelAsync(string jobId, CancellationToken cancellationToken) =>
        (await api.PostAsync(
            $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}/cancel", null, cancellationToken).ConfigureAwait(false))
            .Then(job => TrainerJobs.Job(job), "");

    private async Task<IReadOnlyList<LossPoint>> LossAsync(string path, CancellationToken cancellationToken)
    {
        List<LossPoint> loss = [];
        var after = "";
        for (var page = 0; page < MaxPages; page++)
        {
            var read = await api.GetAsync($"{path}/events?limit={EventsOfPage}{after}", cancellationToken)
                .ConfigureAwait(false);
            if (read is not TuningResult<JsonElement>.Succeeded { Value: var events }) break;
            loss.AddRange(TrainerJobs.Loss(events));
            var last = events.Items("data").Select(told => told.Text("id")).LastOrDefault("");
            if (last.Length == 0 || events.Member("has_more") is not { ValueKind: JsonValueKind.True }) break;
            after = $"&after={Uri.EscapeDataString(last)}";
        }
        return [.. loss.OrderBy(point => point.Step)];
    }

    private JsonObject Body(TuningTask task, string training, string validation)
    {
        var kind = task.Training.IsPreference ? "dpo" : "supervised";
        var body = new JsonObject
        {
            ["model"] = options.BaseModel,
            ["training_file"] = training,
            ["suffix"] = task.Name,
            ["method"] = new JsonObject
            {
                ["type"] = kind, [kind] = new JsonObject { ["hyperparameters"] = Hyperparameters() },
            },
        };
        if (validation.Length > 0) body["validation_file"] = validation;
        if (azure is not null) body["trainingType"] = azure.TrainingType;
        return body;
    }

    private JsonObject Hyperparameters()
    {
        var chosen = new JsonObject { ["n_epochs"] = options.Epochs > 0 ? options.Epochs : "auto" };
        if (options.BatchSize > 0) chosen["batch_size"] = options.BatchSize;
        if (options.LearningRateMultiplier > 0) chosen["learning_rate_multiplier"] = options.LearningRateMultiplier;
        return chosen;
    }

    private async Task<TuningResult<string>> UploadAsync(TuningFile file, CancellationToken cancellationToken)
    {
        var sent = (await api.UploadAsync(file.Name, file.Content(withMark: azure is not null), cancellationToken)
            .ConfigureAwait(false)).Then(
                answer => answer.Text("id") is { Length: > 0 } id ? id : null, "took a file without giving an id");
        return azure is not null && sent is TuningResult<string>.Succeeded { Value: var id }
            ? await ImportAsync(id, cancellationToken).ConfigureAwait(false)
            : sent;
    }

    // Azure reads a file after it has taken it, and refuses a job on one that is pending.
    private async Task<TuningResult<string>> ImportAsync(string id, CancellationToken cancellationToken)
    {
        for (var looks = 0; looks < MaxImportLooks; looks++)
        {
            var read = await api.GetAsync($"files/{Uri.EscapeDataString(id)}", cancellationToken).ConfigureAwait(false);
            if (read is not TuningResult<JsonElement>.Succeeded { Value: var file })
                return read.Then(_ => (string?)null, "");
            if (file.Text("status") is "processed") return new TuningResult<string>.Succeeded(id);
            if (file.Text("status") is "error" or "failed" or "deleted")
                return new TuningResult<string>.Failed(
                    $"The training file was refused: {file.Text("status_details")}");
            await Task.Delay(ImportPause, time, cancellationToken).ConfigureAwait(false);
        }
        return new TuningResult<string>.Failed("The training file was not read in time. Try again.", IsPassing: true);
    }

    // Only a finished job names its model, and newer servers repeat the suffix under another name.
    private static string SuffixOf(JsonElement job) =>
        job.Text("user_provided_suffix") is { Length: > 0 } told ? told : job.Text("suffix");
}
