using BigGustave;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Tests.TeamsApp;

public sealed class OwnIconsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-icons").FullName;

    [Fact]
    public void Icons_of_ones_own_are_taken_as_they_are()
    {
        var color = Write("color.png", 192, new Pixel(200, 30, 30, 255, isGrayscale: false));
        var outline = Write("outline.png", 32, new Pixel(255, 255, 255, 90, isGrayscale: false));
        var options = new TeamsAppOptions { ColorIcon = color, OutlineIcon = outline };
        Assert.Equal(File.ReadAllBytes(color), AppIcons.Color(options, "#2457c5"));
        Assert.Equal(File.ReadAllBytes(outline), AppIcons.Outline(options));
    }

    [Fact]
    public void An_icon_of_another_size_is_refused_with_the_right_one()
    {
        var options = new TeamsAppOptions { ColorIcon = Write("small.png", 64, default) };
        var e = Assert.Throws<SettingsException>(() => AppIcons.Color(options, "#2457c5"));
        Assert.StartsWith("TeamsApp:ColorIcon: ", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("has 64 × 64 pixels. Teams wants 192 × 192.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outline_in_colour_is_refused()
    {
        var options = new TeamsAppOptions
        {
            OutlineIcon = Write("red.png", 32, new Pixel(255, 0, 0, 255, isGrayscale: false)),
        };
        Assert.Contains(
            "other colours than white", Assert.Throws<SettingsException>(() => AppIcons.Outline(options)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no picture at all, only a text that is long enough")]
    [InlineData("")]
    [InlineData(null)]
    public void A_file_that_is_no_picture_or_absent_is_named(string? text)
    {
        var file = Path.Combine(_folder, "icon.png");
        if (text is not null) File.WriteAllText(file, text);
        var e = Assert.Throws<SettingsException>(() =>
            AppIcons.Color(new TeamsAppOptions { ColorIcon = file }, "#2457c5"));
        Assert.StartsWith(
            $"TeamsApp:ColorIcon: {file} cannot be read as a PNG picture: ", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, int size, Pixel pixel)
    {
        var picture = PngBuilder.Create(size, size, hasAlphaChannel: true);
        for (var at = 0; at < size * size; at++) picture.SetPixel(pixel, at % size, at / size);
        var file = Path.Combine(_folder, name);
        using var stream = File.Create(file);
        picture.Save(stream);
        return file;
    }
}
