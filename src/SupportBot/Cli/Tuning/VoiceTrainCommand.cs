using System.CommandLine;
using Microsoft.Extensions.Options;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;
using SupportBot.Settings;

namespace SupportBot.Cli.Tuning;

internal sealed class VoiceTrainCommand : DataCommand
{
    private readonly Option<string?> _training = CommonOptions.Text(
        "--training", "FILE", "The rows to train on, as 'voice export --format sft' or dpo writes them.");
    private readonly Option<string?> _validation = CommonOptions.Text(
        "--validation", "FILE", "Rows to validate on, which are not in the other file.");
    private readonly Option<string?> _adapter = CommonOptions.Text(
        "--adapter", "NAME", "With Tuning:Route open: the trained adapter or model, where it is not in the folder.");
    private readonly Option<bool> _cancel = CommonOptions.Flag("--cancel", "End the training that runs.");

    public VoiceTrainCommand() : base("train",
        "Train a version of the brand's voice and watch it. Run again, it goes on watching; the training goes on "
        + "without it. Exit code 0: trained, or prepared for you to run; 1: failed or cancelled; "
        + "2: a file or setting is wrong.") =>
        Add(_training, _validation, _adapter, _cancel);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var trainer = services.GetService<VoiceTrainer>() ?? throw new SettingsException(
            "No way to train is configured. Set Tuning:Route and Tuning:BaseModel; docs/voice-promotion.md has "
            + "examples.");
        if (arguments.GetValue(_cancel)) return await CancelAsync(trainer, cancellationToken);
        var training = await ReadAsync(arguments.GetValue(_training), cancellationToken);
        var version = training is null
            ? await trainer.RunningAsync(cancellationToken) ?? throw new SettingsException(
                "No training runs. Start one: supportbot voice train --training FILE")
            : await StartAsync(
                services, trainer, training, await ReadAsync(arguments.GetValue(_validation), cancellationToken),
                cancellationToken);
        if (arguments.GetValue(_adapter) is not { Length: > 0 } adapter)
            return await WatchAsync(trainer, version, cancellationToken);
        await services.GetRequiredService<VoiceVersionStore>().TrainedAsync(version.Number, adapter);
        ShowTrained(version);
        return 0;
    }

    private static async Task<TuningFile?> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null) return null;
        try
        {
            return await TuningFile.ReadAsync(path, cancellationToken);
        }
        catch (FormatException e)
        {
            throw new SettingsException(e.Message);
        }
        catch (IOException e)
        {
            throw new SettingsException($"{path} cannot be read: {e.Message}");
        }
    }

    private static async Task<VoiceVersion> StartAsync(
        IServiceProvider services, VoiceTrainer trainer, TuningFile training, TuningFile? validation,
        CancellationToken cancellationToken)
    {
        if (services.GetRequiredService<ITuningRoute>().Notice is { } notice) Terminal.WriteError(notice);
        var options = services.GetRequiredService<IOptions<TuningOptions>>().Value;
        Terminal.WriteLine(TrainingView.Cost(TuningCost.Of(training, options), training.Count));
        return await trainer.StartAsync(training, validation, cancellationToken) switch
        {
            TuningResult<VoiceVersion>.Succeeded { Value: var version } => version,
            TuningResult<VoiceVersion>.Failed { Reason: var why } => throw new SettingsException(why),
            _ => throw new InvalidOperationException(),
        };
    }

    private static async Task<int> WatchAsync(
        VoiceTrainer trainer, VoiceVersion version, CancellationToken cancellationToken)
    {
        try
        {
            var end = await Terminal.WatchAsync<TuningResult<WatchedTraining>>(
                show => trainer.WatchAsync(version, watched => show(TrainingView.Lines(watched)), cancellationToken));
            return End(version, end);
        }
        catch (OperationCanceledException)
        {
            Terminal.WriteError("The training goes on. Watch it: supportbot voice train. "
                + "End it: supportbot voice train --cancel");
            throw;
        }
    }

    private static int End(VoiceVersion version, TuningResult<WatchedTraining> end)
    {
        switch (end)
        {
            case TuningResult<WatchedTraining>.Succeeded { Value.Job: { Phase: TuningPhase.Succeeded } job }:
                ShowTrained(version);
                foreach (var checkpoint in job.Checkpoints) Terminal.WriteLine(TrainingView.Checkpoint(checkpoint));
                return 0;
            case TuningResult<WatchedTraining>.Succeeded { Value.Job: { Phase: TuningPhase.Prepared } job }:
                Terminal.WriteLine($"The data and a recipe are in {job.Id}. Follow its README.md, then run "
                    + $"'supportbot voice train' again.");
                return 0;
            case TuningResult<WatchedTraining>.Succeeded { Value.Job: var job }:
                Terminal.WriteError($"{version.Id} was not trained: {(job.Error.Length > 0 ? job.Error : job.Status)}");
                return 1;
            case TuningResult<WatchedTraining>.Failed { Reason: var why }:
                Terminal.WriteError(why);
                return 1;
            default:
                throw new InvalidOperationException();
        }
    }

    private static async Task<int> CancelAsync(VoiceTrainer trainer, CancellationToken cancellationToken)
    {
        if (await trainer.RunningAsync(cancellationToken) is not { } running)
        {
            Terminal.WriteError("No training runs.");
            return 1;
        }
        if (await trainer.CancelAsync(running, cancellationToken) is TuningResult<WatchedTraining>.Failed failed)
        {
            Terminal.WriteError(failed.Reason);
            return 1;
        }
        Terminal.WriteLine($"The training of {running.Id} is cancelled.");
        return 0;
    }

    private static void ShowTrained(VoiceVersion version) =>
        Terminal.WriteLine($"{version.Id} is trained. Next: supportbot voice evaluate {version.Id} --questions FILE");
}
