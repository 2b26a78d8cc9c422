using System.CommandLine;
using System.Globalization;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;

namespace SupportBot.Cli.Tuning;

internal sealed class VoiceStatusCommand : ReportCommand
{
    public VoiceStatusCommand() : base("status",
        "Show the versions of the brand's voice, which of them writes, and how far a training is. "
        + "Exit code 0: shown, even if there is none; 2: a setting is wrong.")
    {
    }

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<VoiceVersionStore>();
        if (services.GetService<VoiceTrainer>() is { } trainer
            && await trainer.RunningAsync(cancellationToken) is { JobId.Length: > 0 } running)
            await trainer.ReadAsync(running, cancellationToken);
        var roster = await store.RosterAsync(cancellationToken);
        List<VersionStatus> versions = [];
        foreach (var version in await store.ListAsync(cancellationToken))
        {
            var (own, others) = await store.CountsAsync(version.Number, cancellationToken);
            versions.Add(new VersionStatus(version, own, others));
        }
        return new(
            new
            {
                serving = roster.Serving?.Id, candidate = roster.Candidate?.Id,
                versions = versions.Select(status => status.Json()),
            },
            () => Show(roster, versions));
    }

    private static void Show(VoiceRoster roster, List<VersionStatus> versions)
    {
        Terminal.WriteLine(roster.Serving is { } serving
            ? $"{serving.Id} writes for all conversations."
            : "The model of the settings (Models:ChatModel) writes; no tuned version does.");
        if (roster.Candidate is { State: VoiceState.Canary } canary)
            Terminal.WriteLine($"{canary.Id} writes for {canary.Share} % of the conversations.");
        else if (roster.Candidate is { } shadow)
            Terminal.WriteLine($"{shadow.Id} writes in the shadow, for nobody.");
        foreach (var status in versions) status.Show();
        if (versions.Count == 0)
            Terminal.WriteLine("There is no version yet. Train one: supportbot voice train --training FILE");
    }

    private sealed record VersionStatus(VoiceVersion Version, ReplyCount Own, ReplyCount Others)
    {
        public object Json() => new
        {
            Version.Id, Version.Route, Version.BaseModel, Version.Dataset, Version.JobId, Version.TunedModel,
            Version.Model, State = StateName, Version.Share, Version.Reason, Version.CreatedAt, Version.ChangedAt,
            Version.Evaluation, Objections = Version.Evaluation is null
                ? null
                : PromotionGate.Objections(Version.Evaluation),
            Replies = Own, ComparedWith = Others,
        };

        public void Show()
        {
            Terminal.WriteLine($"\n{Version.Id}  {StateName}  since {Version.ChangedAt:yyyy-MM-dd HH:mm} UTC  "
                + $"{Version.Route}, {Version.BaseModel}, rows {Version.Dataset[..8]}");
            if (Version.Model.Length > 0) Terminal.WriteLine($"    called as {Version.Model}");
            else if (Version.TunedModel.Length > 0) Terminal.WriteLine($"    model {Version.TunedModel}");
            else if (Version.JobId.Length > 0) Terminal.WriteLine($"    job {Version.JobId}");
            if (Version.Reason.Length > 0) Terminal.WriteLine($"    {Version.Reason}");
            if (Version.Evaluation is { } evaluation) EvaluationView.ShowGate(evaluation);
            if (Own.Replies > 0)
                Terminal.WriteLine($"    live: {Failed(Own)} failed a check of facts; compared with {Failed(Others)}");
        }

        private string StateName => Version.State.ToString().ToLowerInvariant();

        private static string Failed(ReplyCount count) =>
            string.Create(CultureInfo.InvariantCulture, $"{count.Failures} of {count.Replies} replies");
    }
}
