using System.IO.Compression;
using System.Text.Json;
using BigGustave;
using NJsonSchema;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Desks.Teams;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Tests.TeamsApp;

public sealed class AppPackageTests
{
    private const string BotId = "0D3E2B45-7A11-4C1D-9A66-2F1B7C3D4E5F";

    private readonly TeamsAppOptions _app = new()
    {
        PrivacyUrl = "https://www.example.com/privacy",
        TermsUrl = "https://www.example.com/terms",
    };
    private readonly BotFrameworkOptions _bot = new() { MicrosoftAppId = BotId };
    private readonly ServerOptions _server = new() { PublicUrl = "https://support.example.com:8443/bot" };
    private readonly TeamsDeskOptions _desk = new();
    private readonly Brand _brand = BrandFiles.Read(
        new BrandOptions { Path = Path.Combine(SharedData.RepositoryRoot, "brands") });

    [NeedsSharedData]
    [Fact]
    public async Task The_manifest_is_valid_against_Microsofts_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            SharedData.Contract("teams-manifest-v1.29.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Text("manifest.json")));
        _desk.ChannelId = "19:desk@thread.tacv2";
        Assert.Empty(schema.Validate(Text("manifest.json")));
        // The schema is one that finds mistakes.
        Assert.NotEmpty(
            schema.Validate(Text("manifest.json").Replace("\"personal\"", "\"private\"", StringComparison.Ordinal)));
    }

    [NeedsSharedData]
    [Fact]
    public async Task The_translation_is_valid_against_Microsofts_schema_and_German()
    {
        var schema = await JsonSchema.FromFileAsync(
            SharedData.Contract("teams-manifest-localization-v1.29.schema.json"),
            TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(Text("de.json")));
        Assert.Contains(
            "Fragen", Json("de.json").GetProperty("description.short").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "de.json",
            Json("manifest.json")
                .GetProperty("localizationInfo")
                .GetProperty("additionalLanguages")[0]
                .GetProperty("file")
                .GetString());
    }

    [Fact]
    public void The_manifest_names_the_bot_the_host_and_what_it_asks_of_a_team()
    {
        var manifest = Json("manifest.json");
        var bot = manifest.GetProperty("bots")[0];
        Assert.Equal(BotId, bot.GetProperty("botId").GetString(), ignoreCase: true);
        Assert.Equal(
            ["personal", "team", "groupChat"],
            bot.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(
            _brand.In("en").Chat.Examples,
            bot.GetProperty("commandLists")[0]
                .GetProperty("commands")
                .EnumerateArray()
                .Select(command => command.GetProperty("title").GetString()));
        Assert.Equal(BotId, manifest.GetProperty("webApplicationInfo").GetProperty("id").GetString(), ignoreCase: true);
        Assert.Equal("support.example.com", manifest.GetProperty("validDomains")[0].GetString());
        Assert.Equal(
            """[{"name":"ChannelMessage.Read.Group","type":"Application"}]""",
            Compact(manifest.GetProperty("authorization").GetProperty("permissions").GetProperty("resourceSpecific")));
    }

    [Fact]
    public void The_manifest_offers_one_question_in_every_chat()
    {
        var extension = Assert.Single(Json("manifest.json").GetProperty("composeExtensions").EnumerateArray());
        Assert.Equal(BotId, extension.GetProperty("botId").GetString(), ignoreCase: true);
        var command = Assert.Single(extension.GetProperty("commands").EnumerateArray());
        Assert.Equal(
            ("query", true, false, """["compose","commandBox"]"""),
            (command.GetProperty("type").GetString(), command.GetProperty("initialRun").GetBoolean(),
                command.GetProperty("fetchTask").GetBoolean(), Compact(command.GetProperty("context"))));
        var parameter = Assert.Single(command.GetProperty("parameters").EnumerateArray());
        Assert.Equal("question", parameter.GetProperty("name").GetString());
        Assert.Equal(
            "Ihre Frage",
            Json("de.json").GetProperty("composeExtensions[0].commands[0].parameters[0].title").GetString());
    }

    [Theory]
    [InlineData(true, "ChannelMessage.Read.Group")]
    [InlineData(false)]
    public void A_desk_in_a_channel_asks_for_what_it_does_there(bool reads, params string[] expected)
    {
        (_app.ReadChannelMessages, _desk.ChannelId) = (reads, "19:desk@thread.tacv2");
        var permissions = Json("manifest.json")
            .GetProperty("authorization").GetProperty("permissions").GetProperty("resourceSpecific").EnumerateArray();
        Assert.Equal(
            [.. expected, "ChannelMessage.Send.Group", "TeamMember.Read.Group", "ChannelSettings.Read.Group"],
            permissions.Select(permission => permission.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_team_that_is_not_to_be_read_is_not_asked()
    {
        _app.ReadChannelMessages = false;
        Assert.False(Json("manifest.json").TryGetProperty("authorization", out _));
    }

    [Fact]
    public void The_same_settings_give_the_same_bytes() => Assert.Equal(Package(), Package());

    [Fact]
    public void The_apps_id_follows_from_the_bots_and_is_another()
    {
        var id = Details().Id;
        Assert.True(Guid.TryParseExact(id, "D", out _));
        Assert.NotEqual(BotId.ToLowerInvariant(), id);
        _bot.MicrosoftAppId = BotId.ToLowerInvariant();
        Assert.Equal(id, Details().Id);
        _bot.MicrosoftAppId = "11111111-2222-3333-4444-555555555555";
        Assert.NotEqual(id, Details().Id);
    }

    [Fact]
    public void The_icons_have_Teams_sizes_and_colours()
    {
        var color = Png.Open(Entry("color.png"));
        Assert.Equal((192, 192), (color.Width, color.Height));
        Assert.Equal((0x24, 0x57, 0xc5, 255), Parts(color.GetPixel(0, 0)));
        Assert.Equal((255, 255, 255, 255), Parts(color.GetPixel(96, 70)));

        var outline = Png.Open(Entry("outline.png"));
        Assert.Equal((32, 32), (outline.Width, outline.Height));
        var pixels = Enumerable.Range(0, 32 * 32).Select(at => outline.GetPixel(at % 32, at / 32)).ToList();
        Assert.All(pixels, pixel => Assert.Equal((255, 255, 255), (pixel.R, pixel.G, pixel.B)));
        Assert.Contains(pixels, pixel => pixel.A == 255);
        Assert.Contains(pixels, pixel => pixel.A == 0);
    }

    [Fact]
    public void Each_setting_that_is_missing_or_too_long_is_named()
    {
        _bot.MicrosoftAppId = "";
        _server.PublicUrl = "http://support.example.com";
        _app.PrivacyUrl = _app.TermsUrl = "";
        _app.Name = "Support of the Example Company and its Friends";
        Assert.Equal(
            [
                "Bot:MicrosoftAppId",
                "TeamsApp:PrivacyUrl",
                "TeamsApp:TermsUrl",
                "Server:PublicUrl",
                "TeamsApp:Name",
                "TeamsApp:DeveloperName",
            ],
            Details().Problems().Select(problem => problem[..problem.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_text_of_the_brand_that_Teams_would_cut_is_named_with_its_file()
    {
        _brand.Texts["de"].Chat.Examples.Add(new string('x', 129));
        Assert.Equal(
            "texts.de.yaml: chat examples: Teams allows 128 characters; 'xxxxxxxxxxxxxxxxxxxx…' has 129.",
            Assert.Single(Details().Problems()));
    }

    private AppDetails Details() => new(_app, _bot, _server, _desk, _brand);

    private byte[] Package() =>
        AppPackage.Create(Details(), AppIcons.Color(_app, _brand.Look.Color), AppIcons.Outline(_app));

    private byte[] Entry(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Package()));
        using var content = new MemoryStream();
        using var entry = zip.GetEntry(name)!.Open();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private string Text(string name) => System.Text.Encoding.UTF8.GetString(Entry(name));

    private JsonElement Json(string name) => JsonDocument.Parse(Entry(name)).RootElement;

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    private static (int, int, int, int) Parts(Pixel pixel) => (pixel.R, pixel.G, pixel.B, pixel.A);
}
