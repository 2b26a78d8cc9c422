using System.IO.Compression;
using Microsoft.Extensions.Configuration;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Desks.Teams;
using SupportBot.Diagnosis;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Tests.Diagnosis;

public sealed class PackageCheckTests : IDisposable
{
    private readonly Patient _patient = new();

    public PackageCheckTests() => _patient.Package = Write();

    [Fact]
    public async Task A_package_made_from_these_settings_is_good() =>
        Assert.Contains(
            await _patient.ExamineAsync(), finding => finding is { Check: "teams package", Outcome: Outcome.Good });

    [Fact]
    public async Task A_package_of_another_bot_is_told_by_its_ids()
    {
        var before = _patient.AppId;
        _patient.Set("Bot:MicrosoftAppId", Guid.NewGuid().ToString());
        var wrong = (await _patient.ExamineAsync()).Where(finding => finding.Outcome == Outcome.Wrong).ToList();
        Assert.Equal(
            [
                $"botId is {before}, but Bot:MicrosoftAppId is {_patient.AppId}.",
                $"webApplicationInfo.id is {before}, but Bot:MicrosoftAppId is {_patient.AppId}.",
            ],
            wrong.Select(finding => finding.What));
        Assert.All(wrong, finding => Assert.Equal("Bot:MicrosoftAppId", finding.Setting));
    }

    [Fact]
    public async Task A_package_for_another_host_is_told()
    {
        _patient.Set("Server:PublicUrl", "https://help.example.com");
        foreach (
            var (path, status) in new[]
            {
                ("widget.js", System.Net.HttpStatusCode.OK),
                ("api/messages", System.Net.HttpStatusCode.Unauthorized),
            })
            _patient.Network.Answer($"https://help.example.com/{path}", status);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            "validDomains has support.example.com, but not the host of Server:PublicUrl, help.example.com.",
            finding.What);
    }

    [Fact]
    public async Task A_file_that_is_no_package_is_told()
    {
        await File.WriteAllTextAsync(_patient.Package!, "no zip", TestContext.Current.CancellationToken);
        Assert.Contains("cannot be read", (await _patient.ComplaintAsync()).What, StringComparison.Ordinal);
        _patient.Package += ".absent";
        Assert.Contains("cannot be read", (await _patient.ComplaintAsync()).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_without_a_manifest_is_told()
    {
        File.Delete(_patient.Package!);
        await using (
            var zip = await ZipFile.OpenAsync(
                _patient.Package!, ZipArchiveMode.Create, TestContext.Current.CancellationToken))
            zip.CreateEntry("other.json");
        Assert.EndsWith("has no manifest.json.", (await _patient.ComplaintAsync()).What, StringComparison.Ordinal);
    }

    public void Dispose() => _patient.Dispose();

    private string Write()
    {
        var settings = _patient.Settings();
        T Section<T>(string name) => settings.GetSection(name).Get<T>()!;
        var app = new AppDetails(
            Section<TeamsAppOptions>("TeamsApp"), Section<BotFrameworkOptions>("Bot"), Section<ServerOptions>("Server"),
            new TeamsDeskOptions(), BrandFiles.Read(Section<BrandOptions>("Brand")));
        var file = Path.Combine(_patient.Docs, "..", "app.zip");
        File.WriteAllBytes(file, AppPackage.Create(app, [1], [2]));
        return file;
    }
}
