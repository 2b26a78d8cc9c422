using System.Globalization;
using SupportBot.Widget;

namespace SupportBot.Tests.Widget;

public sealed class PaletteTests
{
    [Theory]
    [InlineData("#2457c5")]
    [InlineData("#ffe600")]
    [InlineData("#ffffff")]
    [InlineData("#000000")]
    [InlineData("#7f7f7f")]
    public void Text_is_legible_whatever_the_brand_colour(string brand)
    {
        foreach (var palette in new[] { Palette.Light(brand), Palette.Dark(brand) })
        {
            Assert.InRange(Contrast(palette["on"], palette["brand"]), 4.5, 21);
            Assert.InRange(Contrast(palette["link"], palette["bubble"]), 4.5, 21);
            Assert.InRange(Contrast(palette["link"], palette["back"]), 4.5, 21);
            Assert.InRange(Contrast(palette["quiet"], palette["bubble"]), 4.5, 21);
            Assert.InRange(Contrast(palette["fore"], palette["bubble"]), 4.5, 21);
        }
    }

    [Fact]
    public void A_legible_brand_colour_stays_as_it_is() => Assert.Equal("#2457c5", Palette.Light("#2457c5")["link"]);

    /// <summary>The contrast ratio of WCAG 2.2, computed apart from the code under test.</summary>
    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }
}
