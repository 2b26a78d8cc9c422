using System.Security.Cryptography;
using System.Text;
using SupportBot.Brands;
using SupportBot.BotFramework;
using SupportBot.Settings;

namespace SupportBot.TeamsApp;

/// <summary>What the app's manifest says, each from its setting or from the default that the setting names.</summary>
/// <param name="BotId">The bot's app id.</param>
/// <param name="Id">The app's own id.</param>
/// <param name="Name">At most <see cref="LongestName"/> characters.</param>
/// <param name="DeveloperName">At most 32 characters.</param>
/// <param name="WebsiteUrl">https.</param>
/// <param name="PrivacyUrl">https.</param>
/// <param name="TermsUrl">https.</param>
/// <param name="PublicUrl">The host's public address; empty where it is not set.</param>
/// <param name="Version">Three numbers.</param>
/// <param name="ReadsChannelMessages">Whether the app asks for all messages of a team's channels.</param>
/// <param name="Brand">Colour, descriptions and example questions.</param>
internal sealed record AppDetails(
    string BotId, string Id, string Name, string DeveloperName, string WebsiteUrl, string PrivacyUrl, string TermsUrl,
    string PublicUrl, string Version, bool ReadsChannelMessages, Brand Brand)
{
    public const int LongestName = 30;
    private const int LongestShort = 80;
    private const int LongestFull = 4000;
    private const int LongestCommand = 128;

    public static AppDetails Of(TeamsAppOptions app, BotFrameworkOptions bot, ServerOptions server, Brand brand)
    {
        var name = app.Name.Length > 0 ? app.Name : brand.Look.Name;
        return new AppDetails(
            bot.MicrosoftAppId.ToLowerInvariant(),
            app.Id.Length > 0 ? app.Id : IdFor(bot.MicrosoftAppId),
            name,
            app.DeveloperName.Length > 0 ? app.DeveloperName : name,
            app.WebsiteUrl.Length > 0 ? app.WebsiteUrl : server.PublicUrl,
            app.PrivacyUrl,
            app.TermsUrl,
            server.PublicUrl,
            app.Version,
            app.ReadChannelMessages,
            brand);
    }

    /// <summary>What Teams would not take, by the setting or the file of the brand to change; empty where all is well.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Required("Bot:MicrosoftAppId", BotId, "the app (client) id of the bot's registration."),
        .. Required("Server:PublicUrl", PublicUrl, "the address by which Teams reaches this host, such as https://support.example.com."),
        .. Required("TeamsApp:PrivacyUrl", PrivacyUrl, "the address of your privacy statement: Teams takes no app without one."),
        .. Required("TeamsApp:TermsUrl", TermsUrl, "the address of your terms of use: Teams takes no app without them."),
        .. PublicUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? ["Server:PublicUrl: must begin with https:// for Teams."] : Array.Empty<string>(),
        .. TooLong("TeamsApp:Name", Name, LongestName),
        .. TooLong("TeamsApp:DeveloperName", DeveloperName, 32),
        .. Brand.Texts.Keys.Order(StringComparer.Ordinal).SelectMany(TextProblems),
    ];

    public string ShortDescription(string language) => Named(Brand.Texts[language].TeamsApp.Short);

    public string FullDescription(string language) => Named(Brand.Texts[language].TeamsApp.Full);

    /// <summary>The questions to begin with, of which a manifest may have twelve.</summary>
    public IEnumerable<string> Commands(string language) => Brand.Texts[language].Chat.Examples.Take(12);

    private IEnumerable<string> TextProblems(string language) =>
    [
        .. TooLong($"texts.{language}.yaml: teamsApp short", ShortDescription(language), LongestShort),
        .. TooLong($"texts.{language}.yaml: teamsApp full", FullDescription(language), LongestFull),
        .. Commands(language).SelectMany(question => TooLong($"texts.{language}.yaml: chat examples", question, LongestCommand)),
    ];

    private string Named(string text) => text.Replace("{name}", Name, StringComparison.Ordinal);

    private static IEnumerable<string> Required(string setting, string value, string what) =>
        value.Length > 0 ? [] : [$"{setting}: is needed for the package: {what}"];

    private static IEnumerable<string> TooLong(string place, string value, int longest) =>
        value.Length <= longest ? [] : [$"{place}: Teams allows {longest} characters; '{value[..20]}…' has {value.Length}."];

    /// <summary>An id that only this bot's app has: a UUID of version 8 (RFC 9562) from a hash of the bot's.</summary>
    private static string IdFor(string botId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"supportbot-teams-app:{botId.ToLowerInvariant()}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }
}
