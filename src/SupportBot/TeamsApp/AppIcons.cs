using System.Globalization;
using BigGustave;
using SupportBot.Settings;
using SupportBot.Widget;

namespace SupportBot.TeamsApp;

// Drawn from signed distances without fonts, so that the result is the same on every machine.
internal static class AppIcons
{
    private const int ColorSize = 192;
    private const int OutlineSize = 32;

    public static byte[] Color(TeamsAppOptions options, string brandColor)
    {
        if (options.ColorIcon.Length > 0) return Read("TeamsApp:ColorIcon", options.ColorIcon, ColorSize).Bytes;
        var (ground, bubble) = (Parse(brandColor), Parse(Palette.Light(brandColor)["on"]));
        return Draw(ColorSize, (x, y) =>
        {
            var share = Coverage(Math.Max(Bubble(x, y), -Dots(x, y)) * ColorSize);
            return new Pixel(
                Mix(ground.R, bubble.R, share), Mix(ground.G, bubble.G, share), Mix(ground.B, bubble.B, share), 255,
                isGrayscale: false);
        });
    }

    public static byte[] Outline(TeamsAppOptions options) => options.OutlineIcon.Length > 0
        ? ReadOutline(options.OutlineIcon)
        : Draw(
            OutlineSize,
            (x, y) =>
                White(
                    Coverage((Math.Abs(Bubble((x - .5) * .62 + .5, (y - .5) * .62 + .5)) / .62 - .03) * OutlineSize)));

    private static byte[] ReadOutline(string file)
    {
        var (bytes, picture) = Read("TeamsApp:OutlineIcon", file, OutlineSize);
        for (var at = 0; at < OutlineSize * OutlineSize; at++)
            if (picture.GetPixel(at % OutlineSize, at / OutlineSize) is { A: > 0 } pixel
                && (pixel.R, pixel.G, pixel.B) != (255, 255, 255))
                throw new SettingsException(
                    $"TeamsApp:OutlineIcon: {file} has other colours than white. Teams wants white on transparent.");
        return bytes;
    }

    private static (byte[] Bytes, Png Picture) Read(string setting, string file, int size)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var picture = Png.Open(bytes);
            if (picture.Width == size && picture.Height == size) return (bytes, picture);
            throw new SettingsException(
                $"{setting}: {file} has {picture.Width} × {picture.Height} pixels. Teams wants {size} × {size}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException
            or InvalidOperationException or NotSupportedException)
        {
            throw new SettingsException($"{setting}: {file} cannot be read as a PNG picture: {e.Message}");
        }
    }

    private static byte[] Draw(int size, Func<double, double, Pixel> paint)
    {
        var picture = PngBuilder.Create(size, size, hasAlphaChannel: true);
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                picture.SetPixel(paint((x + .5) / size, (y + .5) / size), x, y);
        using var file = new MemoryStream();
        picture.Save(file);
        return file.ToArray();
    }

    // Signed distance to the bubble's edge as a share of the icon's side, negative inside.
    private static double Bubble(double x, double y)
    {
        const double radius = .07;
        var (dx, dy) = (Math.Abs(x - .5) - .25 + radius, Math.Abs(y - .46) - .19 + radius);
        var box = Math.Sqrt(
            Math.Pow(Math.Max(dx, 0), 2) + Math.Pow(Math.Max(dy, 0), 2)) + Math.Min(Math.Max(dx, dy), 0) - radius;
        var tail = Math.Max(Math.Max(.36 - x, .6 - y), (x + y - 1.09) * Math.Sqrt(.5));
        return Math.Min(box, tail);
    }

    private static double Dots(double x, double y)
    {
        const double gap = .12;
        var nearest = .5 + gap * Math.Clamp(Math.Round((x - .5) / gap), -1, 1);
        return Math.Sqrt(Math.Pow(x - nearest, 2) + Math.Pow(y - .46, 2)) - .032;
    }

    // The share of a pixel that is inside, from the distance of its center in pixels.
    private static double Coverage(double distance) => Math.Clamp(.5 - distance, 0, 1);

    private static Pixel White(double share) => new(255, 255, 255, (byte)Math.Round(share * 255), isGrayscale: false);

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + (to - from) * share);

    private static (byte R, byte G, byte B) Parse(string hex) => (Part(hex, 1), Part(hex, 3), Part(hex, 5));

    private static byte Part(string hex, int at) =>
        byte.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
