using System.Collections.Frozen;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.ReStructuredText;

internal sealed class RstDirectiveParts(RstParts parts)
{
    private static readonly FrozenSet<string> Dropped = Set(
        "toctree contents include literalinclude index raw meta image role default-role title sectnum "
        + "section-numbering target-notes header footer highlight currentmodule tabularcolumns autosummary "
        + "sectionauthor moduleauthor codeauthor graphviz "
        + "digraph graph uml mermaid plot testsetup testcleanup inheritance-diagram automodule autoclass autofunction "
        + "autodata automethod autoattribute autoexception autoprogram argparse click program class-diagram "
        + "sectionmap bibliography blockdiag seqdiag youtube video todolist");

    private static readonly FrozenSet<string> Code = Set(
        "code-block code sourcecode parsed-literal console doctest testcode testoutput prompt productionlist math "
        + "literal highlight-block code-tab");

    private static readonly FrozenSet<string> Signatures = Set(
        "function method class attribute data exception staticmethod classmethod property decorator module option "
        + "confval envvar setting describe object cmdoption django-admin fieldlookup templatetag templatefilter");

    private static readonly FrozenSet<string> Titled = Set(
        "topic sidebar tab tab-item group-tab dropdown details card grid-item-card collapse rubric admonition");

    public IEnumerable<DocumentPart> Of(RstDirective directive) => directive.Name switch
    {
        "module" when directive.HasDomain => parts.PartsOf(directive.Content),
        _ when Dropped.Contains(directive.Name) => [],
        _ when Code.Contains(directive.Name) => [CodeBlock(directive)],
        "versionadded" or "versionchanged" or "versionremoved" or "deprecated" => Version(directive),
        "figure" => parts.PartsOf(directive.Content),
        "list-table" => [Table(directive, RstTableDirectives.ListRows(parts, directive))],
        "csv-table" => [Table(directive, RstTableDirectives.CsvRows(parts, directive))],
        "table" => WithTitle(directive.Argument, parts.PartsOf(directive.Content)),
        "epigraph" or "pull-quote" => [Quote(directive)],
        _ when Titled.Contains(directive.Name) => TitledContent(directive),
        _ when Admonitions.Of(directive.Name) is not Admonition.None and var kind =>
            Within(kind, parts.PartsOf(directive.WholeContent)),
        _ when directive.HasDomain || Signatures.Contains(directive.Name) => Signature(directive),
        _ => parts.PartsOf(directive.Content),
    };

    private static DocumentPart.Content CodeBlock(RstDirective directive)
    {
        var isText = directive.Name is "parsed-literal" or "math" or "productionlist" or "testcode" or "testoutput"
            or "doctest" || (directive.Name == "prompt" && directive.Arguments.Count == 0);
        var language = isText ? "" : directive.Arguments.Take(1).FirstOrDefault("").Split(' ')[0];
        var code = directive.Arguments.Skip(isText ? 0 : 1).Concat(directive.Content);
        return new DocumentPart.Content(MarkdownText.CodeBlock([.. code], language), BlockKind.Code);
    }

    // As in Sphinx: "Changed in version 2.0: …"
    private IEnumerable<DocumentPart> Version(RstDirective directive)
    {
        var words = directive.Argument.Split(' ', 2);
        var what = directive.Name switch
        {
            "versionadded" => "Added in",
            "versionchanged" => "Changed in",
            "versionremoved" => "Removed in",
            _ => "Deprecated since",
        };
        var version = $"{what} version {parts.Inlines(words[0])}";
        var content = parts.PartsOf(words.Length > 1 ? [words[1], "", .. directive.Content] : directive.Content);
        var kind = Admonitions.Of(directive.Name);
        return Within(kind, content is [DocumentPart.Content { Block.Kind: BlockKind.Paragraph } first, ..]
            ? [new DocumentPart.Content($"{version}: {first.Markdown}"), .. content.Skip(1)]
            : [new DocumentPart.Content($"{version}{(content.Count > 0 ? ":" : ".")}"), .. content]);
    }

    private IEnumerable<DocumentPart> Signature(RstDirective directive) =>
    [
        .. directive.Arguments.Where(argument => argument.Trim().Length > 0)
            .Select(argument => new DocumentPart.Content(MarkdownText.Bold(MarkdownText.Code(argument.TrimEnd('\\'))))),
        .. parts.PartsOf(directive.Content),
    ];

    private IEnumerable<DocumentPart> TitledContent(RstDirective directive)
    {
        var kind = directive.Name == "admonition"
            ? Admonitions.Of(directive.Name, directive.Options.GetValueOrDefault("class")?.Split(' ')[^1])
            : Admonition.None;
        return Within(kind, WithTitle(directive.Argument, parts.PartsOf(directive.Content)));
    }

    // Omitted if it only repeats the kind of the admonition.
    private IEnumerable<DocumentPart> WithTitle(string title, IEnumerable<DocumentPart> content) =>
        title.Length == 0 || Admonitions.Of(title) != Admonition.None ? content
            : content.Prepend(new DocumentPart.Content(MarkdownText.Bold(parts.Inlines(title))));

    private DocumentPart.Content Quote(RstDirective directive) =>
        new(MarkdownText.Quote(parts.BlocksOf(directive.WholeContent)), BlockKind.Quote);

    private DocumentPart.Content Table(RstDirective directive, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var hasHead = directive.Options.GetValueOrDefault("header-rows", "0") != "0"
            || directive.Options.ContainsKey("header");
        return new(MarkdownText.Table(rows, hasHead, parts.Inlines(directive.Argument)), BlockKind.Table);
    }

    private static IEnumerable<DocumentPart> Within(
        Admonition kind, IEnumerable<DocumentPart> content) => content.Select(part =>
        part is DocumentPart.Content { Block: { Admonition: Admonition.None } block }
            ? new DocumentPart.Content(block with { Admonition = kind }) : part);

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet();
}
