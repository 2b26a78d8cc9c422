using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportBot.Tests.Docs;

/// <summary>One page of the documentation, parsed.</summary>
/// <param name="Path">Relative to the repository, with forward slashes.</param>
internal sealed record Page(string Path, string Text, MarkdownDocument Markdown)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    /// <summary>The pages that visitors may read.</summary>
    public static IReadOnlyList<Page> Public { get; } = [.. All().Where(page => !page.FrontMatter.Contains("audience: internal"))];

    public string? Title => FrontMatter.FirstOrDefault(line => line.StartsWith("title: ", StringComparison.Ordinal))?["title: ".Length..];

    public IEnumerable<string> Headings => Markdown.Descendants<HeadingBlock>().Select(heading => PlainText(heading.Inline!));

    public IEnumerable<string> Anchors => Markdown.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "");

    /// <summary>Addresses of links to other files of the repository, and to sections.</summary>
    public IEnumerable<string> RelativeLinks => Markdown.Descendants<LinkInline>()
        .Select(link => link.Url ?? "").Where(url => !url.Contains("://", StringComparison.Ordinal));

    /// <summary>First cells of all table rows, as plain text.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows => Markdown.Descendants<Markdig.Extensions.Tables.TableRow>()
        .Select(row => (IReadOnlyList<string>)[.. row.Descendants<ParagraphBlock>().Select(cell => PlainText(cell.Inline!))]);

    public IEnumerable<string> Code(string language) => Markdown.Descendants<FencedCodeBlock>()
        .Where(block => block.Info == language).Select(block => block.Lines.ToString());

    public static IEnumerable<Page> All() =>
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories)
        orderby file
        select Read(file);

    private string[] FrontMatter => Text.Split("\n---\n", 2)[0].Split('\n');

    public static Page Read(string file)
    {
        var text = File.ReadAllText(System.IO.Path.Combine(Repository, file));
        return new Page(System.IO.Path.GetRelativePath(Repository, System.IO.Path.Combine(Repository, file)).Replace('\\', '/'), text, Markdig.Markdown.Parse(text, Pipeline));
    }

    public override string ToString() => Path;

    private static string PlainText(ContainerInline inline) => string.Concat(inline.Descendants().Select(part => part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));

    private static string FindRepository(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "SupportBot.sln")) ? folder : FindRepository(Directory.GetParent(folder)!.FullName);
}
