using System.Globalization;

namespace SupportBot.Tests.Docs;

/// <summary>docs/elasticsearch-sizing.md, whose numbers follow from its own formula.</summary>
public sealed class SizingPageTests
{
    private const int TextBytes = 2000;
    private const int GraphBytes = 4 * 16;

    private static readonly Page Sizing = Page.Read("docs/elasticsearch-sizing.md");

    [Fact]
    public void The_table_says_what_the_formula_gives()
    {
        var rows = Sizing.Rows.Where(row => int.TryParse(row[0], CultureInfo.InvariantCulture, out _)).ToList();
        Assert.Equal(["256", "384", "768", "1024"], rows.Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(Expected(int.Parse(row[0], CultureInfo.InvariantCulture)), row));
    }

    [Fact]
    public void The_example_says_what_the_formula_gives()
    {
        const int dimensions = 768;
        const int millions = 5;
        const int copies = 2;
        var vectors = MemoryBytes(dimensions, bits: true) * millions * copies;
        var disk = DiskBytes(dimensions, bits: true);
        Assert.Contains(
            $"`768 / 8 + 14 + 64 = {MemoryBytes(dimensions, bits: true)}` bytes", Sizing.Text,
            StringComparison.Ordinal);
        Assert.Contains($"`174 MB · 5 · 2 / 3 = {vectors / 3} MB`", Sizing.Text, StringComparison.Ordinal);
        Assert.Contains($"carry `{vectors / 2} MB` each", Sizing.Text, StringComparison.Ordinal);
        var gigabytes = disk / 1000d;
        var needed = gigabytes * millions * copies * 2 / 3 / 0.85;
        Assert.Contains(
            string.Create(
                CultureInfo.InvariantCulture, $"`{gigabytes:0.0} GB · 5 · 2 · 2 / 3 / 0.85 = {needed:0} GB`"),
            Sizing.Text, StringComparison.Ordinal);
    }

    private static string[] Expected(int dimensions) =>
    [
        $"{dimensions}",
        $"{MemoryBytes(dimensions, bits: false)} MB",
        $"{MemoryBytes(dimensions, bits: true)} MB",
        $"{4 * dimensions} MB",
        Gigabytes(DiskBytes(dimensions, bits: false)), Gigabytes(DiskBytes(dimensions, bits: true)),
    ];

    private static int MemoryBytes(int dimensions, bool bits) =>
        (bits ? dimensions / 8 + 14 : dimensions + 4) + GraphBytes;

    private static int DiskBytes(int dimensions, bool bits) =>
        MemoryBytes(dimensions, bits) + 4 * dimensions + TextBytes;

    private static string Gigabytes(int bytesOfAChunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytesOfAChunk / 1000d:0.0} GB");
}
