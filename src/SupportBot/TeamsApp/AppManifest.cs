using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportBot.TeamsApp;

// Microsoft Teams app manifest, schema version 1.29.
internal static class AppManifest
{
    public const string File = "manifest.json";
    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    private const string Schemas = "https://developer.microsoft.com/json-schemas/teams/v1.29/";

    // Resource-specific consent to receive every message of a team's channels. Members are read through the Connector,
    // which needs no permission.
    private const string ReadChannels = "ChannelMessage.Read.Group";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(AppDetails app)
    {
        var manifest = new JsonObject
        {
            ["$schema"] = $"{Schemas}MicrosoftTeams.schema.json",
            ["manifestVersion"] = "1.29",
            ["version"] = app.Version,
            ["id"] = app.Id,
            ["developer"] = new JsonObject
            {
                ["name"] = app.DeveloperName,
                ["websiteUrl"] = app.WebsiteUrl,
                ["privacyUrl"] = app.PrivacyUrl,
                ["termsOfUseUrl"] = app.TermsUrl,
            },
            ["name"] = new JsonObject { ["short"] = app.Name, ["full"] = app.Name },
            ["description"] = new JsonObject
            {
                ["short"] = app.ShortDescription("en"), ["full"] = app.FullDescription("en"),
            },
            ["icons"] = new JsonObject { ["color"] = ColorIcon, ["outline"] = OutlineIcon },
            ["accentColor"] = app.Color,
            ["bots"] = new JsonArray(Bot(app)),
            ["defaultInstallScope"] = "personal",
            ["defaultGroupCapability"] = new JsonObject { ["team"] = "bot", ["groupchat"] = "bot" },
            ["validDomains"] = new JsonArray(new Uri(app.PublicUrl).Host),
            ["webApplicationInfo"] = new JsonObject { ["id"] = app.BotId, ["resource"] = $"api://botid-{app.BotId}" },
            ["localizationInfo"] = new JsonObject
            {
                ["defaultLanguageTag"] = "en",
                ["additionalLanguages"] = new JsonArray([.. app.Translations.Select(language =>
                    new JsonObject { ["languageTag"] = language, ["file"] = $"{language}.json" })]),
            },
        };
        if (app.ReadsChannelMessages)
            manifest["authorization"] = new JsonObject
            {
                ["permissions"] = new JsonObject
                {
                    ["resourceSpecific"] = new JsonArray(
                        new JsonObject { ["name"] = ReadChannels, ["type"] = "Application" }),
                },
            };
        return Bytes(manifest);
    }

    public static byte[] WriteTranslation(AppDetails app, string language)
    {
        var texts = new JsonObject
        {
            ["$schema"] = $"{Schemas}MicrosoftTeams.Localization.schema.json",
            ["name.short"] = app.Name,
            ["name.full"] = app.Name,
            ["description.short"] = app.ShortDescription(language),
            ["description.full"] = app.FullDescription(language),
        };
        // Only as many as the manifest has, since additional keys are an error.
        foreach (var (i, question) in app.Commands(language).Take(app.Commands("en").Count()).Index())
        {
            texts[$"bots[0].commandLists[0].commands[{i}].title"] = question;
            texts[$"bots[0].commandLists[0].commands[{i}].prompt"] = question;
        }
        return Bytes(texts);
    }

    private static JsonObject Bot(AppDetails app) => new()
    {
        ["botId"] = app.BotId,
        ["scopes"] = Scopes(),
        ["isNotificationOnly"] = false,
        ["supportsFiles"] = false,
        ["supportsCalling"] = false,
        ["supportsVideo"] = false,
        ["commandLists"] = new JsonArray(new JsonObject
        {
            ["scopes"] = Scopes(),
            ["commands"] = new JsonArray([.. app.Commands("en").Select(question =>
                new JsonObject { ["title"] = question, ["type"] = "prompt", ["prompt"] = question })]),
        }),
    };

    private static JsonArray Scopes() => ["personal", "team", "groupChat"];

    private static byte[] Bytes(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, Indented);
}
