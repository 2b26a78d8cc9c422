using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportBot.Core.Knowledge.Linting;

/// <summary>Reads a source like ingestion, without storing it, and reports what impairs answers.</summary>
/// <param name="parser">Makes documents of files.</param>
/// <param name="defaults">Settings that shape documents.</param>
public sealed class DocumentLint(IDocumentParser parser, DocumentDefaults defaults)
{
    // Words that need no headings for orientation.
    private const int MaxWordsWithoutHeadings = 400;

    private const int MaxWordsOfSection = 1_500;

    // Links may omit these extensions or use .html instead.
    private static readonly string[] Endings = [".md", ".mdx", ".html", ".rst", ".adoc", ".txt"];

    public async Task<LintReport> RunAsync(DocumentSource source, CancellationToken cancellationToken = default)
    {
        source = source with { Site = Site.Of(source.Root) };
        var findings = new List<LintFinding>();
        var (reading, duplicates, documents) = (new FileReading(parser, defaults), new NearDuplicates(), 0);
        foreach (var other in IgnoredFiles.In(source, parser.Extensions)) findings.Add(NotRead(other));
        foreach (var file in source.Find(parser.Extensions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (await reading.ReadAsync(file, source, known: null, cancellationToken).ConfigureAwait(false))
            {
                case FileResult.Rejected rejected:
                    findings.Add(NotRead(rejected.File));
                    break;
                case FileResult.Changed { Document: var document }:
                    documents++;
                    findings.AddRange(Check(document, source));
                    findings.AddRange(Duplicates(document, duplicates));
                    break;
            }
        }
        parser.Release();
        return new LintReport(documents, findings);
    }

    private static LintFinding NotRead(RejectedFile file) => new(LintKind.NotRead, file.File, "", file.Reason);

    private static IEnumerable<LintFinding> Check(ChunkedDocument document, DocumentSource source)
    {
        var (id, sections) = (document.Document.Id, document.Document.Sections);
        var words = sections.Sum(Words);
        if (words > MaxWordsWithoutHeadings && sections.All(section => section.HeadingPath.Count == 0))
            yield return new(LintKind.NoHeadings, id, "", $"{words} words");
        foreach (var section in sections)
        {
            var url = section.Anchor.Length == 0 ? document.Document.Url : $"{document.Document.Url}#{section.Anchor}";
            if (Words(section) is > MaxWordsOfSection and var many)
                yield return new(LintKind.HugeSection, id, url, $"{many} words");
            foreach (var link in section.Blocks.SelectMany(block => DeadLinks(block.Markdown)))
                yield return new(LintKind.DeadLink, id, url, link);
        }
        foreach (var chunk in document.Chunks)
            foreach (var construct in LeftoverMarkup.In(chunk.Text))
                yield return new(LintKind.Leftover, id, chunk.Url, construct);

        IEnumerable<string> DeadLinks(string block) => !block.Contains("](", StringComparison.Ordinal) ? []
            : Markdown.Parse(block, MarkdownSyntax.Pipeline).Descendants<LinkInline>()
                .Select(link => link.Url ?? "").Where(url => IsDead(url, id, source.Root));
    }

    private static int Words(Section section) => section.Blocks.Sum(block => BlockSplitter.Words(block.Markdown));

    private static IEnumerable<LintFinding> Duplicates(ChunkedDocument document, NearDuplicates duplicates)
    {
        foreach (var chunk in document.Chunks)
            if (duplicates.Add(chunk) is { } other)
                yield return new(LintKind.NearDuplicate, document.Document.Id, chunk.Url, other.Url);
    }

    // Only links relative to their document are checked: a link from the site's root can lead anywhere.
    private static bool IsDead(string url, string id, string root)
    {
        var path = Uri.UnescapeDataString(url.Split('#', '?')[0]);
        if (path.Length == 0 || path[0] is '/' or '{' || path.AsSpan().ContainsAny(':', '\0')) return false;
        var target = Path.GetFullPath(Path.Combine(root, Path.GetDirectoryName(id) ?? "", path));
        // Files above the folder are unknown.
        if (Path.GetRelativePath(root, target).Split(Path.DirectorySeparatorChar)[0] == "..") return false;
        var name = Path.ChangeExtension(target, null);
        return !Directory.Exists(target) && !File.Exists(target)
            && !Endings.Any(ending => File.Exists(target + ending) || File.Exists(name + ending));
    }
}
