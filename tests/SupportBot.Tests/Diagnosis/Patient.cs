using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Knowledge;
using SupportBot.Diagnosis;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Diagnosis;

/// <summary>A healthy installation in a folder of its own, which a test makes ill.</summary>
internal sealed partial class Patient : IDisposable
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Token = $"https://login.microsoftonline.com/{Tenant}/oauth2/v2.0/token";
    public const string Metadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";
    public const string Keys = "https://login.botframework.com/v1/.well-known/keys";
    public const string Public = "https://support.example.com";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-doctor");
    private readonly Dictionary<string, string?> _settings;

    public Patient()
    {
        Docs = _folder.CreateSubdirectory("docs").FullName;
        File.WriteAllText(Path.Combine(Docs, "kettle.md"), "# Kettle\n\nIt boils water within two minutes.");
        _settings = new()
        {
            ["Data:Path"] = Data,
            ["Docs:Path"] = Docs,
            ["Brand:Path"] = Brands(_folder.CreateSubdirectory("brands")),
            ["Server:PublicUrl"] = Public,
            ["WebChat:AllowedOrigins:0"] = "https://www.example.com",
            ["Bot:MicrosoftAppId"] = Guid.NewGuid().ToString(),
            ["Bot:MicrosoftAppPassword"] = "Xy8~the.value-of_a.secret",
            ["Bot:MicrosoftAppTenantId"] = Tenant,
            ["TeamsApp:PrivacyUrl"] = "https://www.example.com/privacy",
            ["TeamsApp:TermsUrl"] = "https://www.example.com/terms",
        };
        Network.Date = Clock.GetUtcNow();
        Network.Answer(
            Token,
            HttpStatusCode.OK,
            """{"token_type":"Bearer","expires_in":3600,"access_token":"a-token"}""");
        Network.Answer(Metadata, HttpStatusCode.OK, $$"""{"jwks_uri":"{{Keys}}"}""");
        Network.Answer(Keys, HttpStatusCode.OK, """{"keys":[{"kid":"one"},{"kid":"two"}]}""");
        Network.Answer($"{Public}/widget.js", HttpStatusCode.OK);
        Network.Answer($"{Public}/api/messages", HttpStatusCode.Unauthorized);
        Network.Answer("https://www.example.com/", HttpStatusCode.OK);
    }

    /// <summary>The brand that comes with the program, with a contact of its own.</summary>
    private static string Brands(DirectoryInfo folder)
    {
        var brand = folder.CreateSubdirectory("default").FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "brands", "default"), "*.yaml"))
            File.WriteAllText(
                Path.Combine(brand, Path.GetFileName(file)),
                Contact().Replace(File.ReadAllText(file), "  contact: \"help@example.com\""));
        return folder.FullName;
    }

    [GeneratedRegex("^  contact: .*$", RegexOptions.Multiline)]
    private static partial Regex Contact();

    public Network Network { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public string Data => Path.Combine(_folder.FullName, "data");

    public string Docs { get; }

    public string? Package { get; set; }

    public string AppId => _settings["Bot:MicrosoftAppId"]!;

    public void Set(string setting, string? value) => _settings[setting] = value;

    public IConfigurationRoot Settings() => Configuration.Read(_settings.Where(setting => setting.Value is not null));

    /// <summary>Reads the documents into the database and the index, as a host does at its start.</summary>
    public async Task IngestAsync()
    {
        await using var services = await Composition.OpenAsync(Settings(), TestContext.Current.CancellationToken);
        await services.GetRequiredService<DocsIngestion>().RunAsync(null, TestContext.Current.CancellationToken);
        await services.GetRequiredService<IndexFollower>().CatchUpAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync()
    {
        var configuration = Settings();
        using var http = new HttpClient(Network, disposeHandler: false);
        await using var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration)
            .AddSupportBot(configuration)
            .AddDoctor(http, Package).AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
        return await services.GetRequiredService<Doctor>().ExamineAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The only finding that is not good or skipped.</summary>
    public async Task<DoctorFinding> ComplaintAsync() =>
        Assert.Single(await ExamineAsync(), finding => finding.Outcome is Outcome.Wrong or Outcome.Doubtful);

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        Assert.Empty(Network.Unexpected);
    }
}
