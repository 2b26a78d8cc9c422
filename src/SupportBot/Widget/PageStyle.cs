namespace SupportBot.Widget;

/// <summary>The palette as CSS variables, for light and for dark.</summary>
internal static class PageStyle
{
    /// <summary>Follows the browser's wish, unless the page's <c>data-theme</c> says <c>light</c> or <c>dark</c>.</summary>
    public static string Palette(string brandColor)
    {
        var (light, dark) = (Variables(Widget.Palette.Light(brandColor)), Variables(Widget.Palette.Dark(brandColor)));
        return $$$"""
            :root{color-scheme:light;{{{light}}}}
            :root[data-theme=dark]{color-scheme:dark;{{{dark}}}}
            @media(prefers-color-scheme:dark){:root[data-theme=auto]{color-scheme:dark;{{{dark}}}}}
            """;
    }

    private static string Variables(IReadOnlyDictionary<string, string> colors) =>
        string.Concat(colors.Select(color => $"--{color.Key}:{color.Value};"));
}
