using Microsoft.Extensions.Options;
using SupportBot.Cli;
using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot.Knowledge;

internal static class StartupAddresses
{
    public static void Show(WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ServerOptions>>().Value;
        var address = options.PublicUrl.Length > 0 ? options.PublicAddress : app.Urls.First().TrimEnd('/');
        if (app.Services.GetRequiredService<IOptions<WebChatOptions>>().Value.DemoPage)
            Terminal.WriteLine($"Chat demo      {address}/");
        Terminal.WriteLine($"Documentation  {address}/docs/");
    }
}
