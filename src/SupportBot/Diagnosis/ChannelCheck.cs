using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;

namespace SupportBot.Diagnosis;

/// <summary>Whether the keys can be fetched by which channels prove who they are, and whether the clocks agree, since tokens have times.</summary>
internal sealed class ChannelCheck(IOptions<BotFrameworkOptions> options, HttpClient http, TimeProvider time) : ICheck
{
    private const string Clock = "clock";
    private static readonly TimeSpan Noticeable = TimeSpan.FromMinutes(2);

    /// <summary>The skew that token checks allow.</summary>
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    public string Name => "channel keys";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Value.IsEnabled || options.Value.Development)
        {
            yield return Finding.Skipped(Name, "No channel of Azure Bot Service is served.");
            yield break;
        }
        var metadata = options.Value.SelectedCloud.Metadata;
        var (keys, date, problem) = await FetchAsync(metadata, cancellationToken);
        yield return problem is null
            ? Finding.Good(Name, $"{metadata.Host} gives {keys} signing keys.")
            : Finding.Wrong(Name, $"{metadata} {problem}", "Check the network, the proxy (HTTPS_PROXY) and Bot:Cloud. Without the keys every call from Teams is refused.");
        if (date is { } theirs) yield return Compare(theirs - time.GetUtcNow(), metadata.Host);
    }

    private static Finding Compare(TimeSpan ahead, string host)
    {
        var apart = ahead.Duration();
        var minutes = string.Create(CultureInfo.InvariantCulture, $"{apart.TotalMinutes:0.#}");
        if (apart <= Noticeable) return Finding.Good(Clock, string.Create(CultureInfo.InvariantCulture, $"It is {apart.TotalSeconds:0} seconds from the time of {host}."));
        var what = $"This machine's clock is {minutes} minutes {(ahead > TimeSpan.Zero ? "behind" : "ahead")}.";
        const string mend = "Let the machine set its clock by NTP, for example: sudo timedatectl set-ntp true";
        return apart > Allowed ? Finding.Wrong(Clock, $"{what} Calls from Teams are refused beyond 5.", mend) : Finding.Doubtful(Clock, what, mend);
    }

    private async Task<(int Keys, DateTimeOffset? Date, string? Problem)> FetchAsync(Uri metadata, CancellationToken cancellationToken)
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
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException or ArgumentNullException)
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
