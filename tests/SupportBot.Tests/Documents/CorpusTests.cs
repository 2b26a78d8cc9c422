using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Tests.Documents;

/// <summary>
/// Small files, one for each construct of each dialect, and the blocks that answers are read from. Beside each file,
/// <c>.blocks</c> has its title, then for each section <c>=== headings #anchor</c>, then for each block its kind and
/// admonition after <c>---</c>, and its Markdown.
/// </summary>
public sealed class CorpusTests
{
    private const string Blocks = ".blocks";

    private static readonly string Folder =
        Path.Combine(SharedData.RepositoryRoot, "tests", "SupportBot.Tests", "Documents", "Corpus");

    private static readonly DocumentParser Parser = new(Readers.All);

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(Blocks, StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_as_its_blocks(string file)
    {
        var expected = Path.Combine(Folder, file + Blocks);
        var read = Describe(Read(file));
        Assert.Equal(File.Exists(expected) ? File.ReadAllText(expected) : "There is no such file.", read);
    }

    [Fact]
    public void There_are_many_files_and_each_has_its_blocks()
    {
        Assert.InRange(Files.Count, 80, 1_000);
        Assert.Equal(2 * Files.Count, Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Count());
    }

    private static ChunkedDocument Read(string file)
    {
        var source = new SourceFile(
            file, File.ReadAllBytes(Path.Combine(Folder, file)), "hash", new DocumentDefaults());
        var (document, rejected) = Parser.Parse(source);
        return document ?? throw new InvalidDataException(rejected!.Reason);
    }

    private static string Describe(ChunkedDocument read)
    {
        var text = new StringBuilder(read.Document.Title).Append('\n');
        var section = "";
        foreach (var chunk in read.Chunks)
        {
            var anchor = chunk.Url.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? chunk.Url[at..] : "";
            var place = $"=== {chunk.Section} {anchor}".TrimEnd();
            if (place != section) text.Append(place).Append('\n');
            section = place;
            foreach (var block in chunk.Blocks)
            {
                var admonition = block.Admonition == Admonition.None ? "" : $", {block.Admonition}";
                text.AppendJoin(null, "--- ", block.Kind, admonition, "\n", block.Markdown, "\n");
            }
        }
        return text.ToString();
    }
}
