using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.DirectLine;
using SupportBot.BotFramework.DirectLine.Files;
using SupportBot.Brands;
using SupportBot.Channels.WebChat;
using SupportBot.Turns;
using static SupportBot.Widget.PageTemplate;

namespace SupportBot.Widget;

internal sealed class FramePage(
    Brand brand, WidgetFiles files, OriginRules rules, IOptions<RateLimitOptions> limits,
    IOptions<FilesOptions> uploads)
{
    private readonly PageTemplate _template = new(EmbeddedFile.Text("frame.html"));
    private readonly string _style = EmbeddedFile.Text("frame.css");
    private readonly string _palette = PageStyle.Palette(brand.Look.Color);

    // An unknown language means English, an unknown theme the browser's preference.
    public IResult Render(HttpContext context, string? language, string? theme)
    {
        var nonce = ContentSecurityPolicy.NewNonce();
        var own = brand.LanguageOf(language);
        var texts = brand.In(own).Widget;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.ForFrame(
            nonce, context.Request.Host, rules.FrameAncestors);
        return Results.Content(_template.Fill(new Dictionary<string, object>
        {
            ["language"] = own,
            ["theme"] = theme is "light" or "dark" ? theme : "auto",
            ["nonce"] = nonce,
            ["icon"] = files.Icon.Version,
            ["palette"] = new HtmlFragment(_palette),
            ["style"] = new HtmlFragment(_style),
            ["name"] = brand.Look.Name,
            ["initials"] = brand.Look.Initials,
            ["title"] = brand.Named(texts.Title),
            ["role"] = texts.Role,
            ["restart"] = texts.Restart,
            ["close"] = texts.Close,
            ["loading"] = texts.Loading,
            ["failed"] = texts.Failed,
            ["retry"] = texts.Retry,
            ["save"] = texts.Save,
            ["settings"] = new HtmlFragment(Settings(own, texts)),
            ["script"] = $"frame.js?v={files.Frame.Version}",
        }), "text/html; charset=utf-8");
    }

    private string Settings(string language, WidgetTexts texts) => JsonSerializer.Serialize(new
    {
        locale = CultureInfo.CreateSpecificCulture(language).Name,
        initials = brand.Look.Initials,
        limit = limits.Value.LongestMessage,
        webChat = $"webchat.js?v={files.WebChat.Version}",
        files = uploads.Value.Enabled ? Limits(uploads.Value) : null,
        texts = new
        {
            texts.Refused,
            texts.RestartFailed,
            texts.SaveFailed,
            texts.Sent,
            texts.Offline,
            texts.Counter,
            texts.TooLong,
            texts.Table,
            texts.Code,
            texts.Copy,
            texts.Copied,
            texts.Feedback,
            texts.Files,
        },
    }, JsonSerializerOptions.Web);

    private static object Limits(FilesOptions uploads) => new
    {
        maxBytes = uploads.MaxBytes,
        maxTogether = Math.Max(uploads.MaxBytes, uploads.MaxBytesPerMessage),
        maxCount = uploads.MaxPerMessage,
        extensions = FileType.All
            .Where(type => uploads.AcceptedTypes.Contains(type.Name))
            .SelectMany(type => type.Extensions)
            .Select(extension => $".{extension}"),
    };
}
