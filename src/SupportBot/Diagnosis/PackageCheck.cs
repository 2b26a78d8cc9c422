using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Diagnosis;

internal sealed record PackageFile(string? Path);

internal sealed class PackageCheck(
    PackageFile file, IOptions<BotFrameworkOptions> bot, IOptions<ServerOptions> server) : ICheck
{
    private const string Fix = "Make the package anew: supportbot teams package --out FILE";

    public string Name => "teams package";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file.Path is null)
        {
            yield return DoctorFinding.Skipped(Name, "None was given with --package FILE.");
            yield break;
        }
        var (manifest, problem) = await ReadAsync(file.Path, cancellationToken);
        if (problem is not null) yield return DoctorFinding.Wrong(Name, $"{file.Path} {problem}", Fix);
        if (manifest is null) yield break;
        var differences = Differences(manifest).ToList();
        foreach (var (what, setting) in differences) yield return DoctorFinding.Wrong(Name, what, Fix, setting);
        if (differences.Count == 0)
            yield return DoctorFinding.Good(
                Name, $"{file.Path} belongs to these settings (version {manifest["version"]}).");
    }

    private IEnumerable<(string What, string Setting)> Differences(JsonNode manifest)
    {
        var (appId, host) =
            (bot.Value.MicrosoftAppId, server.Value.PublicUrl.Length > 0 ? new Uri(server.Value.PublicUrl).Host : "");
        var (botId, web) = ((string?)manifest["bots"]?[0]?["botId"], (string?)manifest["webApplicationInfo"]?["id"]);
        var domains = manifest["validDomains"] is JsonArray list ? list.Select(domain => (string?)domain).ToList() : [];
        if (!Same(botId, appId))
            yield return ($"botId is {botId ?? "missing"}, but Bot:MicrosoftAppId is {Shown(appId)}.",
                "Bot:MicrosoftAppId");
        if (!Same(web, appId))
            yield return ($"webApplicationInfo.id is {web ?? "missing"}, but Bot:MicrosoftAppId is {Shown(appId)}.",
                "Bot:MicrosoftAppId");
        if (!domains.Any(domain => Same(domain, host)))
            yield return ($"validDomains has {Shown(string.Join(", ", domains))}, "
                + $"but not the host of Server:PublicUrl, {Shown(host)}.", "Server:PublicUrl");
    }

    private static async Task<(JsonNode? Manifest, string? Problem)> ReadAsync(
        string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancellationToken);
            if (zip.GetEntry(AppManifest.File) is not { } entry) return (null, $"has no {AppManifest.File}.");
            await using var content = await entry.OpenAsync(cancellationToken);
            return (await JsonNode.ParseAsync(content, cancellationToken: cancellationToken), null);
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException or InvalidDataException or System.Text.Json.JsonException)
        {
            return (null, $"cannot be read: {e.Message}");
        }
    }

    private static bool Same(string? one, string other) =>
        other.Length > 0 && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string value) => value.Length > 0 ? value : "empty";
}
