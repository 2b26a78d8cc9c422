using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Markdown;
using SupportBot.Knowledge.Parsing;
using SupportBot.Settings;
using SupportBot.Tests.Documents;

namespace SupportBot.Tests.Knowledge;

/// <summary>Files are parsed in processes of their own, within limits of time and memory.</summary>
public sealed class DocumentParsersTests
{
    [Fact]
    public async Task Hostile_files_are_indexed_or_rejected_with_a_reason_and_the_good_one_is_indexed()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        var count = 0;
        foreach (var (name, content) in HostileFiles.Generate(seed: 9, count: 40, maxBytes: 20_000))
        {
            knowledge.Write(name, content);
            count++;
        }
        knowledge.Write("zebra.md", "# Zebra crossing\n\nThe code is 4711.");
        using var parsers = Create(new DocsOptions { MaxParseSeconds = 0.5 });
        var summary = await knowledge.IngestAsync(parsers);
        Assert.Equal(count + 1, summary.Files);
        Assert.All(summary.Rejected, file => Assert.EndsWith(".", file.Reason, StringComparison.Ordinal));
        Assert.Contains(await knowledge.ChunksAsync(), chunk => chunk.Text == "The code is 4711.");
    }

    [Theory]
    [InlineData("/opt/supportbot/supportbot", true)]
    [InlineData("/opt/supportbot/SupportBot.exe", true)]
    [InlineData("/usr/bin/dotnet", false)]
    [InlineData("/opt/tools/SupportBot.Benchmarks", false)]
    [InlineData("/opt/tools/supportbot.tool.exe", false)]
    [InlineData("", false)]
    public void Only_this_programs_own_executable_is_started_as_a_parser_without_its_assembly(
        string running, bool isOwn)
    {
        var (program, arguments) = ParserClient.Program(running);
        Assert.Equal(isOwn ? running : running is "/usr/bin/dotnet" ? running : "dotnet", program);
        Assert.Equal(isOwn ? [] : [typeof(ParserClient).Assembly.Location], arguments);
    }

    [Theory]
    [InlineData(":::a", " ", 3_000, "{x")]
    [InlineData("!!! a", " ", 3_000, "\"")]
    [InlineData("", "## Same heading\n\n", 9_000, "Text.")]
    [InlineData("", "[a]: /u\n", 5_000, "\n[a]")]
    [InlineData("", "{%", 100_000, "")]
    [InlineData("", "{{site.", 30_000, "x}")]
    [InlineData("# A", " #", 30_000, "x\n\nText.")]
    [InlineData("", "x", 1_000_000, "")]
    public async Task What_used_to_take_quadratic_time_is_read(string start, string repeated, int times, string end)
    {
        using var parsers = Create(new DocsOptions());
        var text = start + new StringBuilder(repeated.Length * times).Insert(0, repeated, times) + end;
        var (document, rejected) = await parsers.ParseAsync(File("a.md", text), TestContext.Current.CancellationToken);
        Assert.Null(rejected?.Reason);
        Assert.All(document!.Chunks, chunk => Assert.InRange(chunk.Text.Length, 1, Chunker.MostCharacters + 100));
    }

    [Fact]
    public async Task A_file_that_takes_too_much_time_is_rejected_and_the_next_one_is_read()
    {
        using var parsers = Create(new DocsOptions { MaxParseSeconds = 1 });
        var nested = new StringBuilder().Insert(0, "<div>", 200_000).ToString();
        var slow = await parsers.ParseAsync(File("a.html", nested), TestContext.Current.CancellationToken);
        Assert.Contains("Docs:MaxParseSeconds", slow.Rejected!.Reason, StringComparison.Ordinal);
        Assert.NotNull((await parsers.ParseAsync(File("b.html", "<p>Text."),
            TestContext.Current.CancellationToken)).Document);
    }

    [Fact]
    public async Task A_file_that_takes_too_much_memory_is_rejected_and_the_next_one_is_read()
    {
        using var parsers = Create(new DocsOptions { MaxParseMegabytes = 64, MaxParseSeconds = 60 });
        var table = $"| a | b |\n|---|---|\n{new StringBuilder().Insert(0, "| a | b |\n", 200_000)}";
        var large = await parsers.ParseAsync(File("a.md", table), TestContext.Current.CancellationToken);
        Assert.Contains("memory", large.Rejected!.Reason, StringComparison.Ordinal);
        Assert.NotNull((await parsers.ParseAsync(File("b.md", "Text."),
            TestContext.Current.CancellationToken)).Document);
    }

    [Fact]
    public async Task Parsing_ends_when_it_is_cancelled()
    {
        using var parsers = Create(new DocsOptions { MaxParseSeconds = 600 });
        using var ends = new CancellationTokenSource();
        var nested = new StringBuilder().Insert(0, "<div>", 200_000).ToString();
        var parsing = parsers.ParseAsync(File("a.html", nested), ends.Token);
        await ends.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            parsing.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_rejected_file_is_parsed_again_only_after_it_has_changed()
    {
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("a.md", "---\naudience: staff\n---\nText.");
        var parser = new CountingParser();
        var pipeline = new IngestionPipeline(knowledge.Store, parser, new DocumentDefaults());
        for (var run = 0; run < 3; run++)
            Assert.Single(
                (await pipeline.RunAsync(knowledge.Source, null, TestContext.Current.CancellationToken)).Rejected);
        Assert.Equal(1, parser.Count);
        knowledge.Write("a.md", "---\naudience: internal\n---\nText.");
        Assert.Empty((await pipeline.RunAsync(knowledge.Source, null, TestContext.Current.CancellationToken)).Rejected);
        Assert.Equal(2, parser.Count);
    }

    [Fact]
    public async Task Only_regular_files_are_read()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var knowledge = await KnowledgeFixture.CreateAsync();
        knowledge.Write("good.md", "# Good\n\nText.");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", Path.Combine(knowledge.Docs, "pipe.md")))
            await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(knowledge.Docs, "socket.md")));
        Directory.CreateDirectory(Path.Combine(knowledge.Docs, "folder.md"));
        var summary = await knowledge.IngestAsync()
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, summary.Added);
        Assert.Equal(["pipe.md", "socket.md"], summary.Rejected.Select(file => file.File));
        Assert.Contains("a pipe, a socket or a device", summary.Rejected[0].Reason, StringComparison.Ordinal);
    }

    private static DocumentParsers Create(DocsOptions limits) =>
        new(new DocumentParser(Readers.All), Options.Create(limits), TimeProvider.System);

    private static SourceFile File(string name, string text) =>
        new(name, Encoding.UTF8.GetBytes(text), "hash", new DocumentDefaults());

    private sealed class CountingParser : IDocumentParser
    {
        private readonly DocumentParser _parser = new([new MarkdownReader()]);

        public int Count { get; private set; }

        public IReadOnlySet<string> Extensions => _parser.Extensions;

        public Task<ParsedFile> ParseAsync(SourceFile file, CancellationToken cancellationToken)
        {
            Count++;
            return _parser.ParseAsync(file, cancellationToken);
        }

        public void Release()
        {
        }
    }
}
