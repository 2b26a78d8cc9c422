using System.IO.Compression;

namespace SupportBot.Tests.Cli;

public sealed class TeamsPackageTests
{
    private const string Settings = """
        {
          "Server": { "PublicUrl": "https://support.example.com" },
          "Bot": { "MicrosoftAppId": "0d3e2b45-7a11-4c1d-9a66-2f1b7c3d4e5f",
           "MicrosoftAppTenantId": "11111111-2222-3333-4444-555555555555", "MicrosoftAppPassword": "a~secret" },
          "TeamsApp": { "PrivacyUrl": "https://www.example.com/privacy", "TermsUrl": "https://www.example.com/terms" }
        }
        """;

    [Fact]
    public async Task The_package_is_written_and_says_what_to_do_with_it()
    {
        using var program = new Program();
        var settings = program.Write("supportbot.json", Settings);
        var package = await program.RunAsync("teams", "package", "--out", "app.zip");
        Assert.Equal((0, ""), (package.ExitCode, package.Errors));
        Assert.Contains("Upload it in Teams", package.Output, StringComparison.Ordinal);
        using var zip = ZipFile.OpenRead(Path.Combine(Path.GetDirectoryName(settings)!, "app.zip"));
        Assert.Equal(["manifest.json", "color.png", "outline.png", "de.json"], zip.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task Without_settings_it_names_those_that_it_needs()
    {
        using var program = new Program();
        var package = await program.RunAsync("teams", "package", "--out", "app.zip");
        Assert.Equal(2, package.ExitCode);
        Assert.StartsWith("Bot:MicrosoftAppId: is needed for the package", package.Errors, StringComparison.Ordinal);
        Assert.Contains("TeamsApp:PrivacyUrl: ", package.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named()
    {
        using var program = new Program();
        program.Write("supportbot.json", Settings);
        var package = await program.RunAsync("teams", "package", "--out", "nowhere/app.zip");
        Assert.Equal(2, package.ExitCode);
        Assert.Contains("cannot be written", package.Errors, StringComparison.Ordinal);
    }
}
