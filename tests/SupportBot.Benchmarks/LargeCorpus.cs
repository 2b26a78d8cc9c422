using System.Text.Json;
using SupportBot.Core.Knowledge;

namespace SupportBot.Benchmarks;

/// <summary>
/// 100,000 chunks of real text: the passages of two MTRAG pools four times, each further time with a tenth of the words
/// left out and some neighbours swapped, so that no two copies score the same.
/// </summary>
internal static class LargeCorpus
{
    private const int Copies = 4;
    private const int ChunksPerDocument = 10;
    private static readonly string[] Pools = ["cloud", "clapnq"];

    /// <exception cref="IOException">
    /// The evaluation data is not where <c>SUPPORTBOT_DATA</c> says, by default <c>../shared/data</c>.
    /// </exception>
    public static IReadOnlyList<IReadOnlyList<Chunk>> Documents()
    {
        var passages = Pools.SelectMany(pool => Lines(pool, "passages.jsonl")).ToList();
        var random = new Random(1);
        return [.. Enumerable.Range(0, Copies).SelectMany(copy => passages
            .Select(passage => copy == 0 ? passage : passage with { Text = Perturb(passage.Text, random) })
            .Chunk(ChunksPerDocument).Select((texts, i) => Document($"copy{copy}/{i:00000}.md", texts)))];
    }

    /// <summary>The first chunks as they are, without holding the others in memory.</summary>
    public static IEnumerable<Chunk> First(int count) =>
        Pools
            .SelectMany(pool => Lines(pool, "passages.jsonl"))
            .Take(count)
        .Chunk(ChunksPerDocument).SelectMany((texts, i) => Document($"{i:00000}.md", texts));

    /// <summary>The questions that people asked about these passages, made self-contained.</summary>
    public static IReadOnlyList<string> Questions() =>
        [
            .. Pools
                .SelectMany(pool => Lines(pool, "rewrite.jsonl"))
                .Select(line => line.Text.Replace("|user|: ", "", StringComparison.Ordinal)),
        ];

    private static Chunk[] Document(string id, Passage[] passages) => [.. passages.Select((passage, i) => new Chunk
    {
        DocumentId = id,
        Version = 1,
        Ordinal = i,
        Title = passage.Title,
        Section = "",
        Url = $"https://docs.test/{id}#{i}",
        Text = passage.Text,
        Audience = Audience.Public,
        Language = "en",
    })];

    private static string Perturb(string text, Random random)
    {
        var words = text.Split(' ').Where(_ => random.Next(10) > 0).ToArray();
        for (var i = 1; i < words.Length; i++)
            if (random.Next(5) == 0) (words[i - 1], words[i]) = (words[i], words[i - 1]);
        return string.Join(' ', words);
    }

    private static IEnumerable<Passage> Lines(string pool, string file)
    {
        var path = Path.Combine(
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), "mtrag",
            pool, file);
        return File.ReadLines(path)
            .Select(line => JsonSerializer.Deserialize<Passage>(line, JsonSerializerOptions.Web)!);
    }

    private sealed record Passage(string? Title, string Text)
    {
        public string Title { get; } = Title ?? "";
    }
}
