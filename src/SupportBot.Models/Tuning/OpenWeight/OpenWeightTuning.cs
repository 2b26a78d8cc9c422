namespace SupportBot.Models.Tuning.OpenWeight;

// Writes data and a recipe into a folder. Somebody runs the trainer, which may be on another machine; the folder then
// holds the adapter. The job's id is the folder.
internal sealed class OpenWeightTuning(TuningOptions options, IAdapterServer server) : ITuningRoute
{
    public string Name => TuningOptions.Open;

    public bool IsShared => server.IsShared;

    public string? Notice => null;

    public bool IsClosed => false;

    public async Task<TuningResult<string>> StartAsync(TuningTask task, CancellationToken cancellationToken)
    {
        var folder = FolderOf(task.Name);
        try
        {
            Directory.CreateDirectory(folder);
            await WriteAsync("train.jsonl", task.Training.Content(withMark: false)).ConfigureAwait(false);
            if (task.Validation is { } validation)
                await WriteAsync("validation.jsonl", validation.Content(withMark: false)).ConfigureAwait(false);
            await File.WriteAllTextAsync(
                Path.Combine(folder, Recipe.FileName), Recipe.Axolotl(options, task), cancellationToken)
                .ConfigureAwait(false);
            // Last, since it tells that the folder is complete.
            await File.WriteAllTextAsync(
                Path.Combine(folder, Recipe.ReadmeName), Recipe.Readme(options, task, folder), cancellationToken)
                .ConfigureAwait(false);
            return new TuningResult<string>.Succeeded(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TuningResult<string>.Failed(
                $"{folder} cannot be written: {e.Message} Choose another place with Tuning:Folder.");
        }

        Task WriteAsync(string name, byte[] rows) =>
            File.WriteAllBytesAsync(Path.Combine(folder, name), rows, cancellationToken);
    }

    public Task<TuningResult<string?>> FindAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<string?>>(new TuningResult<string?>.Succeeded(
            File.Exists(Path.Combine(FolderOf(name), Recipe.ReadmeName)) ? FolderOf(name) : null));

    public Task<TuningResult<TuningJob>> ReadAsync(string jobId, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(jobId))
            return Task.FromResult<TuningResult<TuningJob>>(
                new TuningResult<TuningJob>.Failed($"The folder {jobId} does not exist any more."));
        var adapter = Path.Combine(jobId, Recipe.AdapterFolder);
        var loss = TrainerState.Read(adapter);
        var job = TrainerState.IsComplete(adapter)
            ? new TuningJob(jobId, "trained", TuningPhase.Succeeded) { TunedModel = adapter, Loss = loss }
            : loss.Count > 0
                ? new TuningJob(jobId, "running", TuningPhase.Running) { Loss = loss }
                : new TuningJob(jobId, "prepared", TuningPhase.Prepared);
        return Task.FromResult<TuningResult<TuningJob>>(new TuningResult<TuningJob>.Succeeded(job));
    }

    // The trainer is not ours to stop.
    public Task<TuningResult<TuningJob>> CancelAsync(string jobId, CancellationToken cancellationToken) =>
        Task.FromResult<TuningResult<TuningJob>>(new TuningResult<TuningJob>.Succeeded(
            new TuningJob(jobId, "cancelled", TuningPhase.Cancelled)));

    public Task<TuningResult<string>> DeployAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        server.LoadAsync(name, tunedModel, cancellationToken);

    public Task<TuningResult<string>> WithdrawAsync(
        string name, string tunedModel, CancellationToken cancellationToken) =>
        server.UnloadAsync(name, tunedModel, cancellationToken);

    private string FolderOf(string name) => Path.Combine(Path.GetFullPath(options.Folder), name);
}
