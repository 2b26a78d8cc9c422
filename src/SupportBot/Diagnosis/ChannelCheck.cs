using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;

namespace SupportBot.Diagnosis;

internal sealed class ChannelCheck(IOptions<BotFrameworkOptions> options, HttpClient http, TimeProvider time) : ICheck
{
    private const string Clock = "clock";
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(2);

    // The clock skew that token validation allows.
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    public string Name => "channel keys";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Value.IsEnabled || options.Value.Development)
        {
            yield return DoctorFinding.Skipped(Name, "No channel of Azure Bot Service is served.");
            yield break;
        }
        var metadata = options.Value.SelectedCloud.Metadata;
        var (keys, date, problem) = await FetchAsync(metadata, cancellationToken);
        yield return problem is null
            ? DoctorFinding.Good(Name, $"{metadata.Host} gives {keys} signing keys.")
            : DoctorFinding.Wrong(Name, $"{metadata} {problem}", "Check the network, "
                + "the proxy (HTTPS_PROXY) and Bot:Cloud. Without the keys every call from Teams is refused.");
        if (date is { } theirs) yield return Compare(theirs - time.GetUtcNow(), metadata.Host);
    }

    private static DoctorFinding Compare(TimeSpan ahead, string host)
    {
        var apart = ahead.Duration();
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{apart.TotalMinutes:0.#}");
        if (apart <= Noticeable)
            return DoctorFinding.Good(
                Clock,
                string.Create(
                    CultureInfo.InvariantCulture, $"It is {apart.TotalSeconds:0} seconds from the time of {host}."));
        var what = $"This machine's clock is {minutes} minutes {(ahead > TimeSpan.Zero ? "behind" : "ahead")}.";
        const string fix = "Let the machine set its clock by NTP, for example: sudo timedatectl set-ntp true";
        return apart > Allowed
            ? DoctorFinding.Wrong(Clock, $"{what} Calls from Teams are refused beyond 5.", fix)
            : DoctorFinding.Doubtful(Clock, what, fix);
    }

    private async Task<(int Keys, DateTimeOffset? Date, string? Problem)> FetchAsync(
        Uri metadata, CancellationToken cancellationToken)
    {
        DateTimeOffset? date = null;
        try
        {
            using var answer = await http.GetAsync(metadata, cancellationToken);
            date = answer.Headers.Date;
            if (!answer.IsSuccessStatusCode) return (0, date, $"answers with status {(int)answer.StatusCode}.");
            var keys = Member(await answer.Content.ReadAsStringAsync(cancellationToken), "jwks_uri").GetString()!;
            var list = Member(await http.GetStringAsync(new Uri(keys), cancellationToken), "keys").GetArrayLength();
            return list > 0 ? (list, date, null) : (0, date, "names no signing keys.");
        }
        catch (HttpRequestException e)
        {
            return (0, date, $"cannot be reached: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException
            or UriFormatException or ArgumentNullException)
        {
            return (0, date, "does not answer as it should: a proxy may answer in its place.");
        }
    }

    private static JsonElement Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).Clone();
    }
}
