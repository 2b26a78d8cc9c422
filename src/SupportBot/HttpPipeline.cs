using Microsoft.Extensions.Options;
using SupportBot.AgentConsole;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Diagnosis;
using SupportBot.Knowledge.Pages;
using SupportBot.Mcp;
using SupportBot.Security;
using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot;

internal static class HttpPipeline
{
    public static WebApplication UseSupportBot(this WebApplication app)
    {
        var server = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        app.UseTrustedProxies(server.TrustedProxies);
        app.Use(ForbidSniffing);
        app.UseAllowedHosts(server);
        app.Use(ServeHeadLikeGet);
        app.UseAgentConsole();
        app.UseRouting();
        app.UseDirectLine();
        app.MapHealth();
        app.MapSecurityText();
        app.MapWidget();
        app.MapWebChat();
        app.MapTeams();
        app.MapDocs();
        app.MapMcpServer();
        return app;
    }

    private static Task ForbidSniffing(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    }

    // The server omits the body of a response to HEAD.
    private static Task ServeHeadLikeGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        return next(http);
    }
}
