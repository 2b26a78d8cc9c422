using System.Globalization;

namespace SupportBot.Widget;

// Derived from the brand color so that text on it, and text in it, have a contrast of at least 4.5 to 1 (WCAG 2.2,
// success criterion 1.4.3).
internal static class Palette
{
    private const double Legible = 4.5;

    public static IReadOnlyDictionary<string, string> Light(string brand) =>
        Create(
            Rgb.Parse(brand), back: "#ffffff", bubble: "#f0f2f6", fore: "#1a1d23", quiet: "#596070", line: "#dfe3ea",
            bad: "#b3261e", Rgb.Black);

    public static IReadOnlyDictionary<string, string> Dark(string brand) =>
        Create(
            Rgb.Parse(brand), back: "#16181d", bubble: "#262a33", fore: "#eef0f4", quiet: "#a3abba", line: "#3a404c",
            bad: "#f2b8b5", Rgb.White);

    private static Dictionary<string, string> Create(
        Rgb brand, string back, string bubble, string fore, string quiet, string line,
        string bad, Rgb towards) => new()
        {
            ["brand"] = brand.ToString(),
            ["on"] = (brand.Contrast(Rgb.White) >= Legible ? Rgb.White : Rgb.Black).ToString(),
            ["back"] = back,
            ["bubble"] = bubble,
            ["fore"] = fore,
            ["quiet"] = quiet,
            ["line"] = line,
            ["bad"] = bad,
            ["link"] = LegibleOn(brand, Rgb.Parse(bubble), towards).ToString(),
        };

    // Moves the brand color towards black or white until it is readable on the ground.
    private static Rgb LegibleOn(Rgb brand, Rgb ground, Rgb towards) =>
        Enumerable.Range(0, 21)
            .Select(step => brand.Mix(towards, step / 20.0)).First(color => color.Contrast(ground) >= Legible);

    // sRGB, each component from 0 to 1.
    private readonly record struct Rgb(double R, double G, double B)
    {
        public static readonly Rgb Black = new(0, 0, 0);
        public static readonly Rgb White = new(1, 1, 1);

        public static Rgb Parse(string hex) => new(Part(hex, 1), Part(hex, 3), Part(hex, 5));

        public Rgb Mix(Rgb other, double share) =>
            new(R + (other.R - R) * share, G + (other.G - G) * share, B + (other.B - B) * share);

        public double Contrast(Rgb other) =>
            (Math.Max(Luminance, other.Luminance) + .05) / (Math.Min(Luminance, other.Luminance) + .05);

        public override string ToString() => $"#{Byte(R):x2}{Byte(G):x2}{Byte(B):x2}";

        private double Luminance => .2126 * Linear(R) + .7152 * Linear(G) + .0722 * Linear(B);

        private static double Linear(double part) =>
            part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4);

        private static double Part(string hex, int at) =>
            int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;

        private static int Byte(double part) => (int)Math.Round(part * 255);
    }
}
