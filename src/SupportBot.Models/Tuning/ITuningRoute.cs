namespace SupportBot.Models.Tuning;

/// <summary>Trains a model on the rows of a brand, and makes the result callable.</summary>
public interface ITuningRoute
{
    /// <summary><c>azure</c>, <c>openai</c> or <c>open</c>.</summary>
    string Name { get; }

    /// <summary>Whether its server has one voice for all callers, so that no share of them can get another.</summary>
    bool IsShared { get; }

    /// <summary>What to know before a training starts, such as the end of a service; null for nothing.</summary>
    string? Notice { get; }

    /// <summary>Whether it takes no new jobs any more; <see cref="Notice"/> says why.</summary>
    bool IsClosed { get; }

    /// <summary>Starts a training.</summary>
    /// <param name="task">What to train on.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that was made goes on.</param>
    /// <returns>The trainer's id of the job.</returns>
    Task<TuningResult<string>> StartAsync(TuningTask task, CancellationToken cancellationToken);

    /// <summary>Looks for a job that was started under a name, after an interruption.</summary>
    /// <returns>Its id; null if there is none.</returns>
    Task<TuningResult<string?>> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads how far a training is.</summary>
    Task<TuningResult<TuningJob>> ReadAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Stops a training.</summary>
    Task<TuningResult<TuningJob>> CancelAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Makes a result of a training callable. It may be called again for the same one.</summary>
    /// <param name="name">Name for the deployment, alias or adapter.</param>
    /// <param name="tunedModel">The trainer's name of the result: a model, a checkpoint or an adapter.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The name by which the model is called.</returns>
    Task<TuningResult<string>> DeployAsync(string name, string tunedModel, CancellationToken cancellationToken);

    /// <summary>Makes it callable no more, where that takes effect at once; deployments of a cloud are kept.</summary>
    /// <returns>What is left to do by hand; empty for nothing.</returns>
    Task<TuningResult<string>> WithdrawAsync(string name, string tunedModel, CancellationToken cancellationToken);
}

/// <summary>What to train on.</summary>
/// <param name="Name">At most 64 letters, digits and hyphens: names the job and its result.</param>
/// <param name="Training">The training rows.</param>
/// <param name="Validation">The rows to validate on; null for none.</param>
public sealed record TuningTask(string Name, TuningFile Training, TuningFile? Validation);

/// <summary>The result of a call of a trainer.</summary>
public abstract record TuningResult<T>
{
    private TuningResult()
    {
    }

    public sealed record Succeeded(T Value) : TuningResult<T>;

    /// <param name="Reason">A sentence for the operator, without keys.</param>
    /// <param name="IsPassing">Whether the same call may succeed later.</param>
    public sealed record Failed(string Reason, bool IsPassing = false) : TuningResult<T>;
}

/// <summary>How far a training is. Trainers add states, so the state is also kept as they name it.</summary>
public enum TuningPhase
{
    /// <summary>Not begun, or paused; also every state that is not known.</summary>
    Waiting,

    /// <summary>Everything is prepared, and somebody has to start it.</summary>
    Prepared,

    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// <summary>A training job.</summary>
/// <param name="Id">The trainer's id.</param>
/// <param name="Status">As the trainer names it.</param>
/// <param name="Phase">What it means.</param>
public sealed record TuningJob(string Id, string Status, TuningPhase Phase)
{
    /// <summary>The trainer's name of the result; empty until it succeeded.</summary>
    public string TunedModel { get; init; } = "";

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Error { get; init; } = "";

    /// <summary>Tokens that were trained on; null while unknown.</summary>
    public long? TrainedTokens { get; init; }

    /// <summary>In the order of the steps.</summary>
    public IReadOnlyList<LossPoint> Loss { get; init; } = [];

    /// <summary>Earlier results that can be deployed too.</summary>
    public IReadOnlyList<TuningCheckpoint> Checkpoints { get; init; } = [];

    public bool IsOver => Phase is TuningPhase.Succeeded or TuningPhase.Failed or TuningPhase.Cancelled;
}

/// <param name="Step">From 0 or 1, as the trainer counts.</param>
/// <param name="Training">Loss on the training rows.</param>
public sealed record LossPoint(long Step, double Training);

/// <param name="Model">The trainer's name, which can be deployed.</param>
/// <param name="Step">The step after which it was made.</param>
/// <param name="ValidationLoss">Loss on the validation rows; null if unknown.</param>
public sealed record TuningCheckpoint(string Model, long Step, double? ValidationLoss);
