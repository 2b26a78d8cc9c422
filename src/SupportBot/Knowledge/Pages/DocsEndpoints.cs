using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge.Pages;

/// <summary>Serves the public documents, and the pictures in them, below <c>/docs/</c>.</summary>
internal static class DocsEndpoints
{
    public static IEndpointRouteBuilder MapDocs(this IEndpointRouteBuilder endpoints)
    {
        var docs = endpoints.MapGroup("/docs").AddEndpointFilter(AddSecurityHeaders);
        docs.MapGet("", ListAsync);
        docs.MapGet("{**path}", ShowAsync);
        return endpoints;
    }

    /// <summary>The links in the list are relative to <c>/docs/</c>.</summary>
    private static async Task<IResult> ListAsync(HttpContext context, DocsPages pages, PublicDocuments documents) =>
        context.Request.Path.Value!.EndsWith('/')
            ? pages.List(context, await documents.ListAsync(context.RequestAborted))
            : Results.Redirect($"{context.Request.PathBase}/docs/");

    private static async Task<IResult> ShowAsync(
        HttpContext context, string path, DocsPages pages, PublicDocuments documents, RenderedPages rendered,
        DocsPictures pictures)
    {
        if (DocsPictures.TypeOf(path) is { } type)
            return await pictures.FindAsync(path, context.RequestAborted) is { } file ? Picture(context, file, type) : pages.Missing(context);
        var document = await documents.FindAsync(Candidates(path), context.RequestAborted);
        if (document is null) return pages.Missing(context);
        // Relative links in a document are relative to its own path.
        if (document.Id != path)
            return Results.Redirect($"{context.Request.PathBase}{CanonicalUrl.OfPage(document.Id)}");
        return await rendered.GetAsync(document, context.RequestAborted) is { } page
            ? pages.Show(context, document, page)
            : pages.Missing(context);
    }

    /// <summary>Links may leave out what published sites leave out.</summary>
    private static string[] Candidates(string path)
    {
        var folder = path.TrimEnd('/');
        return
        [
            path, $"{folder}.md", $"{folder}/README.md", $"{folder}/index.md", $"{folder}.html", $"{folder}/index.html",
            $"{folder}.rst", $"{folder}/index.rst", $"{folder}.adoc", $"{folder}/index.adoc", $"{folder}.txt",
        ];
    }

    /// <summary>An SVG may hold scripts, which must not run where somebody opens it alone.</summary>
    private static IResult Picture(HttpContext context, string file, string type)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.File(file, type);
    }

    private static ValueTask<object?> AddSecurityHeaders(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var headers = invocation.HttpContext.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(invocation);
    }
}
