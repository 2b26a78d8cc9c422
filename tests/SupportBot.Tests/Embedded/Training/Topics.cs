using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Embedded.Training;

/// <summary>A small world of three topics: words of one topic meet in sections, words of two do not.</summary>
internal static class Topics
{
    private static readonly string[][] Words =
    [
        ["invoice", "payment", "refund", "charge", "receipt", "billing", "price", "discount"],
        ["printer", "toner", "paper", "cartridge", "scanner", "tray", "ink", "page"],
        ["backup", "restore", "snapshot", "archive", "disk", "volume", "copy", "recovery"],
    ];

    public static IReadOnlyList<Chunk> Chunks(int count = 150)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(i => Chunk(i, Sentence(i, 2, random),
            string.Join(' ', Enumerable.Range(0, 4).Select(_ => Sentence(i, 5, random) + "."))))];
    }

    public static Chunk Chunk(int number, string heading, string text) => new()
    {
        DocumentId = $"{number:000}.md",
        Version = 1,
        Ordinal = 0,
        Title = "Guide",
        Section = heading,
        Url = $"https://docs.test/{number}",
        Text = text,
        Audience = Audience.Public,
        Language = "en",
    };

    private static string Sentence(int section, int words, Random random) =>
        string.Join(
            ' ', Enumerable.Range(0, words).Select(_ => Words[section % Words.Length][random.Next(Words[0].Length)]));
}
