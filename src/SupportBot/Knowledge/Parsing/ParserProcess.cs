using System.Globalization;
using SupportBot.Core.Knowledge;
using SupportBot.Documents;
using SupportBot.Knowledge.Pages;

namespace SupportBot.Knowledge.Parsing;

// The child process: reads files from standard input, writes documents to standard output, and ends itself if a file
// takes too much processor time.
internal static class ParserProcess
{
    // Hidden first argument of the program.
    public const string Verb = "parse-documents";

    public const int TimeExceeded = 3;
    public const int MemoryExceeded = 4;

    // Larger documents are rendered as a test, so that no page takes longer than the limit for a file.
    private const int TrialBytes = 32_768;

    private static readonly byte[] Sample =
        "# A\n\n- B [c](d)\n\n|e|f|\n|---|---|\n|`g`|**h**|\n\n```\ni\n```\n\n<p><b>j</b>&amp;</p><ul><li>k</ul>"u8
            .ToArray();

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    // The limit is processor time per file.
    public static async Task<int> RunAsync(string seconds)
    {
        var limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
#pragma warning disable RS0030 // Both are pipes to the program that started this one, not a terminal.
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
#pragma warning restore RS0030
        await using var services = new ServiceCollection().AddDocuments().BuildServiceProvider();
        var parser = new DocumentParser(services.GetServices<IDocumentReader>());
        var compiled = new HashSet<string>();
        while (await MessageFraming.ReadAsync<SourceFile>(input, int.MaxValue, CancellationToken.None) is { } file)
        {
            // Excludes JIT compilation from the limit of the first file.
            if (compiled.Add(Path.GetExtension(file.Id))) parser.Parse(file with { Bytes = Sample });
            using var watchdog = Watch(limit);
            try
            {
                await MessageFraming.WriteAsync(output, Parse(parser, file), CancellationToken.None);
            }
            catch (OutOfMemoryException)
            {
                return MemoryExceeded;
            }
        }
        return 0;
    }

    private static ParsedFile Parse(DocumentParser parser, SourceFile file)
    {
        var result = parser.Parse(file);
        if (result.Document is { Document: var document } && file.Bytes.Length > TrialBytes
            && document.Audience == Audience.Public)
            DocumentHtml.Render(document.Id, document.Sections, CancellationToken.None);
        return result;
    }

    private static ITimer Watch(TimeSpan limit)
    {
        var begin = Environment.CpuUsage.TotalTime;
        return TimeProvider.System.CreateTimer(_ =>
        {
            if (Environment.CpuUsage.TotalTime - begin > limit) Environment.Exit(TimeExceeded);
        }, null, Poll, Poll);
    }
}
