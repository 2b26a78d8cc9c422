using System.Text.Json;
using SupportBot.Brands;

namespace SupportBot.Widget;

/// <summary>The files that pages with the widget load, made once at start from the brand and what the build brought.</summary>
internal sealed class WidgetFiles(Brand brand)
{
    /// <summary>The launcher that other sites load, with the brand's look and texts in it.</summary>
    public WebAsset Launcher { get; } = WebAsset.FromText(WithoutComments(EmbeddedFile.Text("widget.js")).Replace("/*CONFIG*/{}", Config(brand), StringComparison.Ordinal));

    /// <summary>What our frame page runs.</summary>
    public WebAsset Frame { get; } = WebAsset.FromText(EmbeddedFile.Text("frame.js"));

    /// <summary>Microsoft's Web Chat, as published.</summary>
    public WebAsset WebChat { get; } = WebAsset.FromCompressed(EmbeddedFile.Bytes("webchat.js.br"), EmbeddedFile.Bytes("webchat.js.gz"));

    /// <summary>The bot's initials on the brand's colour.</summary>
    public WebAsset Icon { get; } = WebAsset.FromText(new PageTemplate(EmbeddedFile.Text("icon.svg")).Fill(new Dictionary<string, object>
    {
        ["brand"] = Palette.Light(brand.Look.Color)["brand"],
        ["on"] = Palette.Light(brand.Look.Color)["on"],
        ["initials"] = brand.Look.Initials,
    }), "image/svg+xml");

    /// <summary>The launcher stays below 10 KB: indents and comment lines are not for visitors.</summary>
    private static string WithoutComments(string script) =>
        string.Join('\n', script.Split('\n').Select(line => line.TrimStart()).Where(line => !line.StartsWith("//", StringComparison.Ordinal)));

    private static string Config(Brand brand) => JsonSerializer.Serialize(new
    {
        light = Launched(Palette.Light(brand.Look.Color)),
        dark = Launched(Palette.Dark(brand.Look.Color)),
        texts = brand.Texts.ToDictionary(t => t.Key, t => new
        {
            title = brand.Named(t.Value.Widget.Title),
            open = t.Value.Widget.Open,
            close = t.Value.Widget.Close,
            unread = t.Value.Widget.Unread,
            loading = t.Value.Widget.Loading,
            failed = t.Value.Widget.Failed,
            retry = t.Value.Widget.Retry,
        }),
    });

    /// <summary>The few colours that the launcher itself needs.</summary>
    private static Dictionary<string, string> Launched(IReadOnlyDictionary<string, string> palette) =>
        palette.Where(c => c.Key is "brand" or "on" or "back" or "fore").ToDictionary();
}
