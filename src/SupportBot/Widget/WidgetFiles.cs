using System.Text.Json;
using SupportBot.Brands;

namespace SupportBot.Widget;

internal sealed class WidgetFiles(Brand brand)
{
    private static readonly IReadOnlyList<string> FrameScripts =
    [
        "dom.js", "connection.js", "feedback.js", "agents.js", "files.js", "markup.js", "scrolling.js",
        "stamps.js", "transcript.js", "frame.js",
    ];

    // Includes the brand's look and texts.
    public WebAsset Launcher { get; } = WebAsset.FromText(WithoutComments(EmbeddedFile.Text("widget.js"))
        .Replace("/*CONFIG*/{}", Config(brand), StringComparison.Ordinal));

    // One script of several files, so that it is loaded in one request.
    public WebAsset Frame { get; } = WebAsset.FromText(string.Join(
        '\n', FrameScripts.Select(EmbeddedFile.Text).Prepend("'use strict';")));

    public WebAsset WebChat { get; } = WebAsset.FromCompressed(
        EmbeddedFile.Bytes("webchat.js.br"), EmbeddedFile.Bytes("webchat.js.gz"));

    public WebAsset Icon { get; } =
        WebAsset.FromText(new PageTemplate(EmbeddedFile.Text("icon.svg")).Fill(new Dictionary<string, object>
    {
        ["brand"] = Palette.Light(brand.Look.Color)["brand"],
        ["on"] = Palette.Light(brand.Look.Color)["on"],
        ["initials"] = brand.Look.Initials,
    }), "image/svg+xml");

    // Removes indentation and comments to keep the launcher below 10 KB.
    private static string WithoutComments(string script) =>
        string.Join(
            '\n',
            script.Split('\n')
                .Select(line => line.TrimStart()).Where(line => !line.StartsWith("//", StringComparison.Ordinal)));

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

    private static Dictionary<string, string> Launched(IReadOnlyDictionary<string, string> palette) =>
        palette.Where(c => c.Key is "brand" or "on" or "back" or "fore").ToDictionary();
}
