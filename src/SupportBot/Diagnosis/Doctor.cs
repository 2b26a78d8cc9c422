using System.Globalization;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class Doctor(IEnumerable<ICheck> checks, TimeProvider time)
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken) =>
        [.. (await Task.WhenAll(checks.Select(check => Task.Run(
            () => ExamineAsync(check, cancellationToken), cancellationToken)))).SelectMany(findings => findings)];

    private async Task<List<DoctorFinding>> ExamineAsync(ICheck check, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
        using var timeout = new CancellationTokenSource(Timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await foreach (var finding in check.ExamineAsync(ended.Token)) findings.Add(finding);
        }
        catch (Exception e) when (InvalidSettings.Of(e).Count > 0)
        {
            findings.Add(DoctorFinding.Skipped(check.Name, "Not checked, since settings are wrong."));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            findings.Add(DoctorFinding.Wrong(check.Name, string.Create(CultureInfo.InvariantCulture,
                $"There was no answer within {Timeout.TotalSeconds} seconds."), "Check the network, then try again."));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A failing check must not hide the results of the others.
            findings.Add(DoctorFinding.Wrong(check.Name, e.Message, null));
        }
        return findings;
    }
}
