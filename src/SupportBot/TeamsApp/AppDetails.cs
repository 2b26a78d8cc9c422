using System.Security.Cryptography;
using System.Text;
using SupportBot.Brands;
using SupportBot.BotFramework;
using SupportBot.Desks.Teams;
using SupportBot.Settings;
using SupportBot.TeamsExtension;

namespace SupportBot.TeamsApp;

internal sealed class AppDetails(
    TeamsAppOptions app, BotFrameworkOptions bot, ServerOptions server, TeamsDeskOptions desk, Brand brand)
{
    public const int LongestName = 30;
    private const int LongestDeveloper = 32;
    private const int LongestShort = 80;
    private const int LongestFull = 4000;
    private const int LongestCommand = 128;
    private const int LongestTitle = 32;
    private const int LongestDescription = 128;
    private const int MaxCommands = 12;

    // Resource-specific consent of a team. The first one delivers every message of its channels; the others are what
    // a desk in a channel does.
    private const string ReadChannels = "ChannelMessage.Read.Group";
    private static readonly string[] DeskPermissions =
        ["ChannelMessage.Send.Group", "TeamMember.Read.Group", "ChannelSettings.Read.Group"];

    public string BotId => bot.MicrosoftAppId.ToLowerInvariant();

    public string Id => app.Id.Length > 0 ? app.Id : IdFor(bot.MicrosoftAppId);

    public string Version => app.Version;

    public string Name => app.Name.Length > 0 ? app.Name : brand.Look.Name;

    public string DeveloperName => app.DeveloperName.Length > 0 ? app.DeveloperName : Name;

    public string WebsiteUrl => app.WebsiteUrl.Length > 0 ? app.WebsiteUrl : PublicUrl;

    public string PrivacyUrl => app.PrivacyUrl;

    public string TermsUrl => app.TermsUrl;

    // The public address of the host.
    public string PublicUrl => server.PublicUrl;

    public string Color => brand.Look.Color;

    public IReadOnlyList<string> Permissions =>
        [.. app.ReadChannelMessages ? [ReadChannels] : (string[])[], .. desk.IsConfigured ? DeskPermissions : []];

    public IEnumerable<string> Translations => Languages.Where(language => language != "en");

    // What Teams would reject, by setting or brand file.
    public IReadOnlyList<string> Problems() =>
    [
        .. Required("Bot:MicrosoftAppId", BotId, "the app (client) id of the bot's registration."),
        .. Required(
            "Server:PublicUrl", PublicUrl,
            "the address by which Teams reaches this host, such as https://support.example.com."),
        .. Required(
            "TeamsApp:PrivacyUrl", PrivacyUrl,
            "the address of your privacy statement: Teams takes no app without one."),
        .. Required(
            "TeamsApp:TermsUrl", TermsUrl, "the address of your terms of use: Teams takes no app without them."),
        .. PublicUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            ? ["Server:PublicUrl: must begin with https:// for Teams."]
            : Array.Empty<string>(),
        .. TooLong("TeamsApp:Name", Name, LongestName),
        .. TooLong("TeamsApp:DeveloperName", DeveloperName, LongestDeveloper),
        .. Languages.SelectMany(TextProblems),
    ];

    public string ShortDescription(string language) => Named(brand.Texts[language].TeamsApp.Short);

    public string FullDescription(string language) => Named(brand.Texts[language].TeamsApp.Full);

    public IEnumerable<string> Commands(string language) => brand.Texts[language].Chat.Examples.Take(MaxCommands);

    public ExtensionTexts Extension(string language) => brand.Texts[language].Extension;

    private IEnumerable<string> Languages => brand.Texts.Keys.Order(StringComparer.Ordinal);

    private IEnumerable<string> TextProblems(string language) =>
    [
        .. TooLong($"texts.{language}.yaml: teamsApp short", ShortDescription(language), LongestShort),
        .. TooLong($"texts.{language}.yaml: teamsApp full", FullDescription(language), LongestFull),
        .. TooLong($"texts.{language}.yaml: extension title", Extension(language).Title, LongestTitle),
        .. TooLong(
            $"texts.{language}.yaml: extension description", Extension(language).Description, LongestDescription),
        .. TooLong($"texts.{language}.yaml: extension question", Extension(language).Question, LongestTitle),
        .. Commands(language)
        .SelectMany(question => TooLong($"texts.{language}.yaml: chat examples", question, LongestCommand)),
    ];

    private string Named(string text) => text.Replace("{name}", Name, StringComparison.Ordinal);

    private static IEnumerable<string> Required(string setting, string value, string what) =>
        value.Length > 0 ? [] : [$"{setting}: is needed for the package: {what}"];

    private static IEnumerable<string> TooLong(string place, string value, int longest) =>
        value.Length <= longest
            ? []
            : [$"{place}: Teams allows {longest} characters; '{value[..20]}…' has {value.Length}."];

    // A UUID of version 8 (RFC 9562) from a hash of the bot's app id.
    private static string IdFor(string botId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"supportbot-teams-app:{botId.ToLowerInvariant()}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
