using SupportBot.Core.Knowledge;
using SupportBot.Embedded;

namespace SupportBot.Tests.Embedded;

public sealed class DamagedIndexTests : IDisposable
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    private readonly string _folder = Directory.CreateTempSubdirectory("supportbot-damage-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("emptied")]
    [InlineData("cut in half")]
    [InlineData("one byte changed")]
    [InlineData("overwritten")]
    [InlineData("deleted")]
    public async Task A_damaged_index_is_begun_anew_and_filled_again(string damage)
    {
        await FillAsync();
        foreach (
            var file in Directory
                .GetFiles(_folder)
                .Where(file => !file.EndsWith("write.lock", StringComparison.Ordinal)))
        {
            Damage(file, damage);
            using (var engine = new EmbeddedSearchEngine(_folder))
            {
                Assert.False(engine.IsReadOnly);
                if ((await engine.StateAsync(Token)).Position == 0) Assert.Empty(await FindAsync(engine));
                else Assert.Equal(20, (await FindAsync(engine)).Count);
            }
            await FillAsync();
        }
    }

    [Fact]
    public async Task Damage_to_what_is_searched_does_not_go_unseen()
    {
        await FillAsync();
        Damage(Directory.GetFiles(_folder).MaxBy(file => new FileInfo(file).Length)!, "one byte changed");
        using var engine = new EmbeddedSearchEngine(_folder);
        Assert.Equal(0, (await engine.StateAsync(Token)).Position);
    }

    [Fact]
    public async Task Other_files_in_the_folder_are_left_alone()
    {
        await FillAsync();
        var note = Path.Combine(_folder, "note.txt");
        await File.WriteAllTextAsync(note, "mine", Token);
        foreach (var segments in Directory.GetFiles(_folder, "segments_*")) Damage(segments, "overwritten");
        using var engine = new EmbeddedSearchEngine(_folder);
        Assert.Equal(0, (await engine.StateAsync(Token)).Position);
        Assert.Equal("mine", await File.ReadAllTextAsync(note, Token));
    }

    [Fact]
    public async Task A_folder_deleted_under_a_running_engine_leaves_it_whole_or_begun_anew()
    {
        using (var engine = new EmbeddedSearchEngine(_folder))
        {
            await engine.ApplyAsync(Changes(), Token);
            Directory.Delete(_folder, recursive: true);
            Assert.Equal(20, (await FindAsync(engine)).Count);
            var failure = await Record.ExceptionAsync(() =>
                engine.ApplyAsync(new IndexChanges([], ["none.md"], 2), Token));
            Assert.Equal(failure is null ? 20 : 0, (await FindAsync(engine)).Count);
            Assert.Equal(failure is null ? 2 : 0, (await engine.StateAsync(Token)).Position);
        }
        await FillAsync();
    }

    [Fact]
    public async Task A_closed_engine_says_so()
    {
        var engine = new EmbeddedSearchEngine(_folder);
        engine.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => FindAsync(engine));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => engine.ApplyAsync(Changes(), Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Opens the engine as the program would and brings it up to date.</summary>
    private async Task FillAsync()
    {
        using var engine = new EmbeddedSearchEngine(_folder);
        if ((await engine.StateAsync(Token)).Position == 0) await engine.ApplyAsync(Changes(), Token);
        Assert.Equal(20, (await FindAsync(engine)).Count);
        Assert.Equal(
            20,
            (await engine.SearchAsync(new SearchRequest("", Customers, new[] { 1f, 0f }, "model"), Token)).Vector.Count
        );
    }

    private static async Task<IReadOnlyList<Hit>> FindAsync(EmbeddedSearchEngine engine) =>
        (await engine.SearchAsync(new SearchRequest("words", Customers), Token)).Bm25;

    private static IndexChanges Changes() =>
        new([.. Enumerable.Range(0, 20).Select(Document)], [], 1, ModelHash: "model");

    private static IndexedDocument Document(int number) => new($"{number}.md",
        [
            new Chunk
            {
                    DocumentId = $"{number}.md",
                    Version = 1,
                    Ordinal = 0,
                    Title = "Title",
                    Section = "",
                    Url = "https://docs.test/",
                Text = $"words of number {number}", Audience = Audience.Public, Language = "en",
            },
        ],
        [new[] { 1f, 0f }]);

    private static void Damage(string file, string damage)
    {
        if (!File.Exists(file)) return;
        var bytes = File.ReadAllBytes(file);
        if (damage == "deleted") File.Delete(file);
        else File.WriteAllBytes(file, damage switch
        {
            "emptied" => [],
            "cut in half" => bytes[..(bytes.Length / 2)],
            "one byte changed" => [.. bytes.Select((b, i) => i == bytes.Length / 2 ? (byte)(b ^ 0x55) : b)],
            _ => [.. bytes.Select((_, i) => (byte)(i * 31))],
        });
    }
}
