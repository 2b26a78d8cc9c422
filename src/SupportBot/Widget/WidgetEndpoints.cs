using Microsoft.Extensions.Options;
using SupportBot.Handoff;

namespace SupportBot.Widget;

internal static class WidgetEndpoints
{
    // Sites cache the launcher for five minutes, so that a new brand or version reaches them soon.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddWidget(this IServiceCollection services) => services
        .AddSingleton<WidgetFiles>()
        .AddSingleton<FramePage>()
        .AddSingleton<DemoPage>();

    public static IEndpointRouteBuilder MapWidget(this IEndpointRouteBuilder endpoints)
    {
        var files = endpoints.ServiceProvider.GetRequiredService<WidgetFiles>();
        var widget = endpoints.MapGroup("").WithResourcePolicy("cross-origin");
        widget.MapGet("/widget.js", context => files.Launcher.WriteAsync(context, Soon));
        widget.MapGet("/widget/frame.js", context => files.Frame.WriteAsync(context, Soon));
        widget.MapGet("/widget/webchat.js", context => files.WebChat.WriteAsync(context, Soon));
        widget.MapGet("/widget/icon.svg", context => files.Icon.WriteAsync(context, Soon));
        AgentPhotos.Map(widget, "/widget/agents");
        widget.MapGet(
            "/widget/frame",
            (HttpContext context, FramePage page, string? language, string? theme) =>
                page.Render(context, language, theme));
        if (endpoints.ServiceProvider.GetRequiredService<IOptions<WebChatOptions>>().Value.DemoPage)
            widget.MapGet(
                "/", (HttpContext context, DemoPage page, string? language) => page.Render(context, language));
        return endpoints;
    }
}
