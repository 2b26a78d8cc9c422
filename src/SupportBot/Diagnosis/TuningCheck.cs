using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Connecting;
using SupportBot.Models.Tuning;

namespace SupportBot.Diagnosis;

internal sealed class TuningCheck(
    IOptions<TuningOptions> options, StoredData stored, IServiceProvider services, TimeProvider time) : ICheck
{
    private const int SoonDays = 180;

    public string Name => "voice training";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tuning = options.Value;
        if (tuning.Route == "none")
        {
            yield return DoctorFinding.Skipped(Name, "No way to train a voice is configured (Tuning:Route is none).");
            yield break;
        }
        var live = await LiveAsync(cancellationToken);
        string[] models = [tuning.BaseModel, .. live.Select(version => version.BaseModel)];
        foreach (var model in models.Distinct())
            yield return await RetirementAsync(model, cancellationToken);
        foreach (var version in live) yield return await AnswersAsync(version, cancellationToken);
    }

    private async Task<IReadOnlyList<VoiceVersion>> LiveAsync(CancellationToken cancellationToken)
    {
        var roster = await stored.ReadAsync(
            opened => opened.GetRequiredService<VoiceVersionStore>().RosterAsync(cancellationToken), cancellationToken);
        return [.. new[] { roster?.Serving, roster?.Candidate }.OfType<VoiceVersion>()];
    }

    private async Task<DoctorFinding> RetirementAsync(string model, CancellationToken cancellationToken)
    {
        var read = await services.GetRequiredService<RetirementDates>().OfAsync(model, cancellationToken);
        if (read is not TuningResult<IReadOnlyList<ModelRetirement>>.Succeeded { Value: var dates })
            return DoctorFinding.Doubtful(
                Name, $"The retirement dates of {model} cannot be read. "
                    + ((TuningResult<IReadOnlyList<ModelRetirement>>.Failed)read).Reason,
                "Check Tuning:Azure, and give the host's identity the role Reader on the subscription.",
                "Tuning:Azure:Location");
        var first = dates.SelectMany(one => new[] { one.Training, one.Serving }).OfType<DateOnly>()
            .Order().Cast<DateOnly?>().FirstOrDefault();
        if (first is not { } day) return DoctorFinding.Good(Name, Unknown(model));
        var what = string.Create(CultureInfo.InvariantCulture, $"{model}: {string.Join("; ", dates.Select(Text))}.");
        return day.DayNumber - DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber > SoonDays
            ? DoctorFinding.Good(Name, what)
            : DoctorFinding.Doubtful(
                Name, what, "Train the voice on a newer model, or on open weights, which nobody retires.",
                "Tuning:BaseModel");
    }

    private string Unknown(string model) => options.Value.Route == "open"
        ? $"{model} is trained by yourself, so nobody retires it."
        : $"No retirement date is known of {model}.";

    private static string Text(ModelRetirement dates) =>
        $"training until {Day(dates.Training)}, answers until {Day(dates.Serving)}";

    private static string Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "an unknown day";

    // A deployment that nobody called for 15 days is deleted by Azure, and a local server forgets adapters at restart.
    private async Task<DoctorFinding> AnswersAsync(VoiceVersion version, CancellationToken cancellationToken)
    {
        if (services.GetService<ModelProbe>() is not { } probe)
            return DoctorFinding.Doubtful(
                Name, $"{version.Id} is to write, but no model is connected.", "Set Models:Provider.",
                "Models:Provider");
        return await probe.ChatAsync(version.Model, isStructured: false, cancellationToken) is { } failure
            ? DoctorFinding.Wrong(
                Name, $"{version.Id} is to write, but {version.Model} {failure.Reason}.",
                "Deploy it again with 'supportbot voice deploy', or take it back with 'supportbot voice rollback'.")
            : DoctorFinding.Good(Name, $"{version.Id} answers as {version.Model}.");
    }
}
