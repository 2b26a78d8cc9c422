using SupportBot.Core.Knowledge;
using SupportBot.Widget;

namespace SupportBot.Knowledge.Pages;

internal static class DocsEndpoints
{
    public static IEndpointRouteBuilder MapDocs(this IEndpointRouteBuilder endpoints)
    {
        var docs = endpoints.MapGroup("/docs").WithResourcePolicy("same-origin");
        docs.MapGet("", ListAsync);
        docs.MapGet("{**path}", ShowAsync);
        return endpoints;
    }

    // Links in the list are relative to /docs/.
    private static async Task<IResult> ListAsync(HttpContext context, DocsPages pages, PublicDocuments documents) =>
        context.Request.Path.Value!.EndsWith('/')
            ? pages.List(context, await documents.ListAsync(context.RequestAborted))
            : Results.Redirect($"{context.Request.PathBase}/docs/");

    private static async Task<IResult> ShowAsync(
        HttpContext context, string path, DocsPages pages, PublicDocuments documents, RenderedPages rendered,
        DocsPictures pictures)
    {
        if (DocsPictures.TypeOf(path) is { } type)
            return await pictures.FindAsync(path, context.RequestAborted) is { } file
                ? Picture(context, file, type)
                : pages.Missing(context);
        var document = await documents.FindAsync(Candidates(path), context.RequestAborted);
        if (document is null) return pages.Missing(context);
        // Relative links in a document are relative to its own path.
        if (document.Id != path)
            return Results.Redirect($"{context.Request.PathBase}{CanonicalUrl.OfPage(document.Id)}");
        return await rendered.GetAsync(document, context.RequestAborted) is { } page
            ? pages.Show(context, document, page)
            : pages.Missing(context);
    }

    // Links may omit what published sites omit, such as the extension.
    private static string[] Candidates(string path)
    {
        var folder = path.TrimEnd('/');
        return
        [
            path, $"{folder}.md", $"{folder}/README.md", $"{folder}/index.md", $"{folder}.html", $"{folder}/index.html",
            $"{folder}.rst", $"{folder}/index.rst", $"{folder}.adoc", $"{folder}/index.adoc", $"{folder}.txt",
        ];
    }

    // SVG can contain scripts, which must not run when the image is opened on its own.
    private static IResult Picture(HttpContext context, string file, string type)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.File(file, type);
    }
}
