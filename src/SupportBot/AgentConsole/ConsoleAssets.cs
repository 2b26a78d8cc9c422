using System.Collections.Concurrent;
using System.IO.Compression;
using SupportBot.Brands;
using SupportBot.Widget;

namespace SupportBot.AgentConsole;

// The console's scripts and styles. Pages name them with their version, so that browsers keep them.
internal sealed class ConsoleAssets(Brand brand)
{
    private const string Css = "text/css; charset=utf-8";
    private const string Script = "text/javascript; charset=utf-8";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private static readonly string[] Names =
        ["console.css", "console.js", "fluent.css", "fluent.js", "blazor.web.js"];

    private readonly ConcurrentDictionary<string, Lazy<WebAsset>> _assets = new();

    public string Address(string name) => $"assets/{name}?v={Find(name).Version}";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var name in Names)
            endpoints.MapGet($"/assets/{name}", context => Find(name).WriteAsync(context, Soon));
        endpoints.MapGet("/assets/brand.css", context => Find("brand.css").WriteAsync(context, Soon));
    }

    private WebAsset Find(string name) => _assets.GetOrAdd(name, _ => new Lazy<WebAsset>(() => Read(name))).Value;

    private WebAsset Read(string name)
    {
        var type = name.EndsWith(".css", StringComparison.Ordinal) ? Css : Script;
        var text = name == "brand.css" ? BrandStyle() : EmbeddedFile.Text($"console/{name}");
        return WebAsset.FromText(text, type, CompressionLevel.Fastest);
    }

    // The palette follows the browser.
    private string BrandStyle() =>
        PageStyle.Palette(brand.Look.Color).Replace(":root[data-theme=auto]", ":root", StringComparison.Ordinal);
}
