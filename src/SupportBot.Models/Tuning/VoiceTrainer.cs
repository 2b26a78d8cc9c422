using System.Globalization;
using System.Text;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Models.Tuning;

/// <summary>A training of a version, as it was last read.</summary>
/// <param name="Version">The version.</param>
/// <param name="Job">How far it is.</param>
public sealed record WatchedTraining(VoiceVersion Version, TuningJob Job);

/// <summary>
/// Trains versions by the configured route. A training goes on when the program that watches it ends.
/// </summary>
/// <param name="route">The route.</param>
/// <param name="versions">The brand's versions.</param>
/// <param name="options">The settings.</param>
/// <param name="brand">The brand's name, which is part of each job's name.</param>
/// <param name="time">The clock.</param>
public sealed class VoiceTrainer(
    ITuningRoute route, VoiceVersionStore versions, TuningOptions options, string brand, TimeProvider time)
{
    private const int MaxName = 64;
    private const int MaxFailures = 30;

    /// <summary>The version in training by this route; null for none.</summary>
    public async Task<VoiceVersion?> RunningAsync(CancellationToken cancellationToken) =>
        (await versions.ListAsync(cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(version => version.State == VoiceState.Training && version.Route == route.Name);

    /// <summary>
    /// Starts a training, or finds the one that was started with the same rows before: an interruption never starts
    /// two.
    /// </summary>
    /// <returns>The version, with the trainer's id of its job.</returns>
    public async Task<TuningResult<VoiceVersion>> StartAsync(
        TuningFile training, TuningFile? validation, CancellationToken cancellationToken)
    {
        var version = await RunningAsync(cancellationToken).ConfigureAwait(false);
        if (version is not null && version.Dataset != training.Hash)
            return new TuningResult<VoiceVersion>.Failed($"{version.Id} is being trained on other rows. Watch it with "
                + "'supportbot voice train', or end it with 'supportbot voice train --cancel'.");
        if (version is { JobId.Length: > 0 }) return new TuningResult<VoiceVersion>.Succeeded(version);
        if (route.IsClosed) return new TuningResult<VoiceVersion>.Failed(route.Notice!);
        var isNew = version is null;
        version ??= await versions.AddAsync(route.Name, options.BaseModel, training.Hash, cancellationToken)
            .ConfigureAwait(false);
        var started = await JobAsync(version, training, validation, isNew, cancellationToken).ConfigureAwait(false);
        if (started is TuningResult<string>.Failed failed)
        {
            if (!failed.IsPassing) await versions.FailedAsync(version.Number, failed.Reason).ConfigureAwait(false);
            return new TuningResult<VoiceVersion>.Failed(failed.Reason, failed.IsPassing);
        }
        var job = ((TuningResult<string>.Succeeded)started).Value;
        await versions.StartedAsync(version.Number, job).ConfigureAwait(false);
        return new TuningResult<VoiceVersion>.Succeeded(version with { JobId = job });
    }

    /// <summary>Reads a training again and again until it is over, or prepared for somebody to run it.</summary>
    /// <param name="version">With the id of its job.</param>
    /// <param name="show">Takes each state.</param>
    /// <param name="cancellationToken">Stops watching; the training goes on.</param>
    public async Task<TuningResult<WatchedTraining>> WatchAsync(
        VoiceVersion version, Action<WatchedTraining> show, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var read = await ReadAsync(version, cancellationToken).ConfigureAwait(false);
            if (read is TuningResult<WatchedTraining>.Succeeded { Value: var watched })
            {
                failures = 0;
                show(watched);
                if (watched.Job.IsOver || watched.Job.Phase == TuningPhase.Prepared) return read;
            }
            else if (read is TuningResult<WatchedTraining>.Failed { IsPassing: false } || ++failures > MaxFailures)
                return read;
            await Task.Delay(TimeSpan.FromSeconds(options.PollSeconds), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a training once, and stores its result where it is over.</summary>
    public async Task<TuningResult<WatchedTraining>> ReadAsync(
        VoiceVersion version, CancellationToken cancellationToken) =>
        await KeepAsync(
            version, await route.ReadAsync(version.JobId, cancellationToken).ConfigureAwait(false))
            .ConfigureAwait(false);

    /// <summary>Ends a training.</summary>
    public async Task<TuningResult<WatchedTraining>> CancelAsync(
        VoiceVersion version, CancellationToken cancellationToken)
    {
        if (version.JobId.Length > 0)
            return await KeepAsync(
                version, await route.CancelAsync(version.JobId, cancellationToken).ConfigureAwait(false))
                .ConfigureAwait(false);
        await versions.FailedAsync(version.Number, "cancelled").ConfigureAwait(false);
        return new TuningResult<WatchedTraining>.Succeeded(
            new WatchedTraining(version, new TuningJob("", "cancelled", TuningPhase.Cancelled)));
    }

    /// <summary>Makes a version callable, and stores its name in calls.</summary>
    public async Task<TuningResult<VoiceVersion>> DeployAsync(
        VoiceVersion version, CancellationToken cancellationToken)
    {
        var deployed = await route.DeployAsync(NameOf(version), version.TunedModel, cancellationToken)
            .ConfigureAwait(false);
        if (deployed is TuningResult<string>.Failed failed)
            return new TuningResult<VoiceVersion>.Failed(failed.Reason, failed.IsPassing);
        var model = ((TuningResult<string>.Succeeded)deployed).Value;
        await versions.DeployedAsync(version.Number, model).ConfigureAwait(false);
        return new TuningResult<VoiceVersion>.Succeeded(version with { Model = model });
    }

    /// <summary>Makes a version callable no more, as far as its route does that.</summary>
    /// <returns>What is left to do by hand; empty for nothing.</returns>
    public Task<TuningResult<string>> WithdrawAsync(VoiceVersion version, CancellationToken cancellationToken) =>
        route.WithdrawAsync(NameOf(version), version.TunedModel, cancellationToken);

    /// <summary>The name of a version's job, deployment, alias or adapter.</summary>
    public string NameOf(VoiceVersion version)
    {
        var name = new StringBuilder("supportbot-");
        foreach (var letter in brand.ToLowerInvariant())
            name.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var end = string.Create(CultureInfo.InvariantCulture, $"-{version.Dataset[..8]}-v{version.Number}");
        return string.Concat(name.ToString().AsSpan(0, Math.Min(name.Length, MaxName - end.Length)), end);
    }

    private async Task<TuningResult<string>> JobAsync(
        VoiceVersion version, TuningFile training, TuningFile? validation, bool isNew,
        CancellationToken cancellationToken)
    {
        var name = NameOf(version);
        if (!isNew)
        {
            var found = await route.FindAsync(name, cancellationToken).ConfigureAwait(false);
            if (found is TuningResult<string?>.Failed failed)
                return new TuningResult<string>.Failed(failed.Reason, IsPassing: true);
            if (found is TuningResult<string?>.Succeeded { Value: { Length: > 0 } job })
                return new TuningResult<string>.Succeeded(job);
        }
        return await route.StartAsync(new TuningTask(name, training, validation), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<TuningResult<WatchedTraining>> KeepAsync(VoiceVersion version, TuningResult<TuningJob> read)
    {
        if (read is TuningResult<TuningJob>.Failed failed)
            return new TuningResult<WatchedTraining>.Failed(failed.Reason, failed.IsPassing);
        var job = ((TuningResult<TuningJob>.Succeeded)read).Value;
        if (job is { Phase: TuningPhase.Succeeded, TunedModel.Length: > 0 })
            await versions.TrainedAsync(version.Number, job.TunedModel).ConfigureAwait(false);
        else if (job.Phase is TuningPhase.Failed or TuningPhase.Cancelled)
            await versions.FailedAsync(version.Number, job.Error.Length > 0 ? job.Error : job.Status)
                .ConfigureAwait(false);
        return new TuningResult<WatchedTraining>.Succeeded(new WatchedTraining(version, job));
    }
}
