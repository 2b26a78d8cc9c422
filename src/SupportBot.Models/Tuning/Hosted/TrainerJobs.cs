using System.Text.Json;

namespace SupportBot.Models.Tuning.Hosted;

internal static class TrainerJobs
{
    public static TuningJob Job(JsonElement job)
    {
        var status = job.Text("status");
        return new TuningJob(job.Text("id"), status, PhaseOf(status))
        {
            TunedModel = job.Text("fine_tuned_model"),
            Error = job.Member("error")?.Text("message") ?? "",
            TrainedTokens = (long?)job.Number("trained_tokens"),
        };
    }

    // Of the events that carry metrics, in the order in which they come: the newest first.
    public static IReadOnlyList<LossPoint> Loss(JsonElement events) =>
    [
        .. from told in events.Items("data")
           let data = told.Member("data")
           let loss = data?.Number("train_loss")
           where loss is not null
           let step = (long)(data?.Number("step") ?? 0)
           select new LossPoint(step, loss.Value),
    ];

    public static IReadOnlyList<TuningCheckpoint> Checkpoints(JsonElement checkpoints) =>
    [
        .. from made in checkpoints.Items("data")
           let model = made.Text("fine_tuned_model_checkpoint")
           where model.Length > 0
           let step = (long)(made.Number("step_number") ?? 0)
           orderby step descending
           select new TuningCheckpoint(
               model, step,
               made.Member("metrics")?.Number("full_valid_loss") ?? made.Member("metrics")?.Number("valid_loss")),
    ];

    private static TuningPhase PhaseOf(string status) => status switch
    {
        "running" => TuningPhase.Running,
        "succeeded" => TuningPhase.Succeeded,
        "failed" => TuningPhase.Failed,
        "cancelled" or "canceled" => TuningPhase.Cancelled,
        _ => TuningPhase.Waiting,
    };

    public static TuningResult<T> Then<T>(
        this TuningResult<JsonElement> result, Func<JsonElement, T?> read, string otherwise) where T : class =>
        result switch
        {
            TuningResult<JsonElement>.Succeeded { Value: var json } => read(json) is { } value
                ? new TuningResult<T>.Succeeded(value)
                : new TuningResult<T>.Failed($"The trainer {otherwise}."),
            TuningResult<JsonElement>.Failed failed => new TuningResult<T>.Failed(failed.Reason, failed.IsPassing),
            _ => throw new InvalidOperationException(),
        };
}
