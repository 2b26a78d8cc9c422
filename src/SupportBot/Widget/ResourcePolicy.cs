namespace SupportBot.Widget;

internal static class ResourcePolicy
{
    // Which sites may load what these endpoints serve: "same-origin" or "cross-origin". They send no referrer on.
    public static RouteGroupBuilder WithResourcePolicy(this RouteGroupBuilder endpoints, string sites) =>
        endpoints.AddEndpointFilter((invocation, next) =>
        {
            var headers = invocation.HttpContext.Response.Headers;
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = sites;
            return next(invocation);
        });
}
