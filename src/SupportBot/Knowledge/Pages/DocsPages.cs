using SupportBot.Brands;
using SupportBot.Core.Knowledge;
using SupportBot.Widget;
using static SupportBot.Widget.PageTemplate;

namespace SupportBot.Knowledge.Pages;

internal sealed class DocsPages(Brand brand, WidgetFiles files)
{
    private readonly PageTemplate _template = new(EmbeddedFile.Text("docs.html"));
    private readonly string _style = EmbeddedFile.Text("docs.css");
    private readonly string _palette = PageStyle.Palette(brand.Look.Color);

    public IResult List(HttpContext context, IReadOnlyList<DocumentTitle> documents)
    {
        var language = RequestLanguage.Of(context.Request, brand);
        var texts = brand.In(language).Docs;
        var groups = documents.GroupBy(
            document => document.Id.LastIndexOf('/') is > 0 and var end ? document.Id[..end] : "")
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        var content = documents.Count == 0 ? $"<p>{Encode(texts.Empty)}</p>" : string.Concat(groups.Select(Group));
        return Fill(context, language, texts.Heading, content);
    }

    public IResult Show(HttpContext context, PublicDocument document, RenderedPage page) =>
        Fill(context, document.Language, document.Title, page.Html);

    public IResult Missing(HttpContext context)
    {
        var language = RequestLanguage.Of(context.Request, brand);
        return Fill(context, language, brand.In(language).Docs.Missing, "", StatusCodes.Status404NotFound);
    }

    private IResult Fill(
        HttpContext context, string language, string heading, string content, int status = StatusCodes.Status200OK)
    {
        var nonce = ContentSecurityPolicy.NewNonce();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy.ForDemo(nonce);
        return Results.Content(_template.Fill(new Dictionary<string, object>
        {
            ["language"] = language,
            ["title"] = $"{heading} – {brand.Look.Name}",
            ["base"] = context.Request.PathBase.Value ?? "",
            ["icon"] = files.Icon.Version,
            ["nonce"] = nonce,
            ["palette"] = new HtmlFragment(_palette),
            ["style"] = new HtmlFragment(_style),
            ["name"] = brand.Look.Name,
            ["initials"] = brand.Look.Initials,
            ["all"] = brand.In(language).Docs.All,
            ["heading"] = heading,
            ["content"] = new HtmlFragment(content),
        }), "text/html; charset=utf-8", statusCode: status);
    }

    private static string Group(IGrouping<string, DocumentTitle> folder)
    {
        var heading = folder.Key.Length > 0 ? $"<h2>{Encode(folder.Key)}</h2>" : "";
        var items = folder.OrderBy(document => document.Title, StringComparer.CurrentCultureIgnoreCase)
            .Select(document => $"<li><a href=\"{Encode(Escape(document.Id))}\" "
                + $"lang=\"{Encode(document.Language)}\">{Encode(document.Title)}</a></li>");
        return $"{heading}<ul>{string.Concat(items)}</ul>";
    }

    private static string Escape(string id) => string.Join('/', id.Split('/').Select(Uri.EscapeDataString));
}
