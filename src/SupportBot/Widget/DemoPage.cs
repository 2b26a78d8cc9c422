using SupportBot.Brands;
using static SupportBot.Widget.PageTemplate;

namespace SupportBot.Widget;

internal sealed class DemoPage(Brand brand, WidgetFiles files)
{
    private readonly PageTemplate _template = new(EmbeddedFile.Text("demo.html"));
    private readonly string _style = EmbeddedFile.Text("demo.css");
    private readonly string _palette = PageStyle.Palette(brand.Look.Color);

    // Without a language, the first preferred language of the browser that the brand has.
    public IResult Render(HttpContext context, string? language)
    {
        var nonce = ContentSecurityPolicy.NewNonce();
        var own = language is null ? RequestLanguage.Of(context.Request, brand) : brand.LanguageOf(language);
        var texts = brand.In(own).Demo;
        var address = $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.ForDemo(nonce);
        return Results.Content(_template.Fill(new Dictionary<string, object>
        {
            ["language"] = own,
            ["nonce"] = nonce,
            ["icon"] = files.Icon.Version,
            ["palette"] = new HtmlFragment(_palette),
            ["style"] = new HtmlFragment(_style),
            ["name"] = brand.Look.Name,
            ["initials"] = brand.Look.Initials,
            ["title"] = brand.Named(texts.Title),
            ["heading"] = texts.Heading,
            ["lead"] = brand.Named(texts.Lead),
            ["try"] = texts.Try,
            ["questions"] = new HtmlFragment(string.Concat(texts.Questions.Select(Question))),
            ["embed"] = texts.Embed,
            ["line"] = $"<script src=\"{address}/widget.js\" async></script>",
            ["more"] = texts.More,
            ["otherLanguage"] = texts.OtherLanguage,
            ["other"] = own == "de" ? "en" : "de",
        }), "text/html; charset=utf-8");
    }
    private static string Question(string text) =>
        $"<li><button type=\"button\" data-supportbot-ask>{Encode(text)}</button></li>";
}
