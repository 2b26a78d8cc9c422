using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Extensions.Tables;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SupportBot.Tests.Docs;

/// <summary>One page of the documentation, parsed.</summary>
/// <param name="File">Relative to the repository, with forward slashes.</param>
/// <param name="Text">As written.</param>
internal sealed record Page(string File, string Text)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UsePipeTables().Build();

    private readonly MarkdownDocument _markdown = Markdown.Parse(Text, Pipeline);

    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory
            .EnumerateFiles(
                Path.Combine(Testing.SharedData.RepositoryRoot, "docs"), "*.md", SearchOption.AllDirectories)
            .Order()
            .Select(Read),
    ];

    /// <summary>The pages that visitors may read.</summary>
    public static IReadOnlyList<Page> Public { get; } =
    [.. All.Where(page => !page.FrontMatter.Contains("audience: internal"))];

    public string? Title =>
        FrontMatter.FirstOrDefault(line => line.StartsWith("title: ", StringComparison.Ordinal))?["title: ".Length..];

    public IEnumerable<string> Headings =>
        _markdown.Descendants<HeadingBlock>().Select(heading => PlainText(heading.Inline!));

    public IEnumerable<string> Anchors =>
        _markdown.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id ?? "");

    /// <summary>Addresses of links to other files of the repository, and to sections.</summary>
    public IEnumerable<string> RelativeLinks => _markdown.Descendants<LinkInline>()
        .Select(link => link.Url ?? "").Where(url => !url.Contains("://", StringComparison.Ordinal));

    /// <summary>The cells of all table rows, as plain text.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows => _markdown.Descendants<TableRow>()
            .Select(row =>
                (IReadOnlyList<string>)[.. row.Descendants<ParagraphBlock>().Select(cell => PlainText(cell.Inline!))]);

    private string[] FrontMatter => Text.Split("\n---\n", 2)[0].Split('\n');

    public static Page Read(string file)
    {
        var path = Path.Combine(Testing.SharedData.RepositoryRoot, file);
        return new Page(
            Path.GetRelativePath(Testing.SharedData.RepositoryRoot, path).Replace('\\', '/'),
            System.IO.File.ReadAllText(path));
    }

    /// <summary>The fenced blocks of a language.</summary>
    public IEnumerable<string> Code(string language) => _markdown.Descendants<FencedCodeBlock>()
        .Where(block => block.Info == language).Select(block => block.Lines.ToString());

    public override string ToString() => File;

    private static string PlainText(ContainerInline inline) =>
        string.Concat(
            inline
                .Descendants()
                .Select(part =>
                    part switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }));
}
