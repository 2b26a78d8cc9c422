using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SupportBot.TeamsExtension;

namespace SupportBot.TeamsApp;

// Microsoft Teams app manifest, schema version 1.29.
internal static class AppManifest
{
    public const string File = "manifest.json";
    public const string ColorIcon = "color.png";
    public const string OutlineIcon = "outline.png";

    private const string Schemas = "https://developer.microsoft.com/json-schemas/teams/v1.29/";

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
            ["composeExtensions"] = new JsonArray(Extension(app)),
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
        if (app.Permissions.Count > 0)
            manifest["authorization"] = new JsonObject
            {
                ["permissions"] = new JsonObject
                {
                    ["resourceSpecific"] = new JsonArray([.. app.Permissions.Select(permission =>
                        new JsonObject { ["name"] = permission, ["type"] = "Application" })]),
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
        var extension = app.Extension(language);
        texts["composeExtensions[0].commands[0].title"] = extension.Title;
        texts["composeExtensions[0].commands[0].description"] = extension.Description;
        texts["composeExtensions[0].commands[0].parameters[0].title"] = extension.Question;
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

    private static JsonObject Extension(AppDetails app)
    {
        var texts = app.Extension("en");
        return new JsonObject
        {
            ["botId"] = app.BotId,
            ["commands"] = new JsonArray(new JsonObject
            {
                ["id"] = "ask",
                ["type"] = "query",
                ["title"] = texts.Title,
                ["description"] = texts.Description,
                ["context"] = new JsonArray("compose", "commandBox"),
                ["initialRun"] = true,
                ["fetchTask"] = false,
                ["parameters"] = new JsonArray(new JsonObject
                {
                    ["name"] = ExtensionQuery.Parameter, ["title"] = texts.Question, ["inputType"] = "text",
                }),
            }),
        };
    }

    private static JsonArray Scopes() => ["personal", "team", "groupChat"];

    private static byte[] Bytes(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document, Indented);
}
