namespace SupportBot.Widget;

internal static class PageStyle
{
    // Uses the browser's preference unless the page's data-theme is "light" or "dark".
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
