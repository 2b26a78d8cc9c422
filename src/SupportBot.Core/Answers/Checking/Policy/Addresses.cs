using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Checking.Policy;

/// <summary>
/// Lets no image, no HTML, and no address pass but those of the cited documents themselves: what an answer shows can be
/// made up by a model or planted in a document, and an address can carry away what it is given.
/// </summary>
internal static partial class Addresses
{
    /// <param name="markdown">A part of an answer.</param>
    /// <param name="cited">What it cites.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static Fault? FaultOf(string markdown, IReadOnlyList<Source> cited)
    {
        foreach (var node in Markdown.Parse(markdown, MarkdownSyntax.Pipeline).Descendants())
        {
            if (FaultOf(node, cited) is { } fault) return fault;
        }
        var unmasked = Unmasked(markdown);
        if (Code().Replace(unmasked, "").Contains("![", StringComparison.Ordinal)) return Fault.Image;
        return Found().Matches(unmasked).Any(match => !IsAllowed(match.Value, cited)) ? Fault.Link : null;
    }

    /// <summary>The same for a block of code, in which Markdown and HTML are only characters.</summary>
    public static Fault? FaultOfCode(string code, IReadOnlyList<Source> cited) =>
        Found().Matches(code).Any(match => !IsAllowed(match.Value, cited)) ? Fault.Link : null;

    /// <summary>
    /// A document's text with <c>…</c> for each address but its own: what names a source is no place for others.
    /// </summary>
    /// <param name="text">A heading, a quote.</param>
    /// <param name="own">The document's address.</param>
    public static string Without(string text, string own) =>
        Found().Replace(text, match => IsOwn(Trimmed(match.Value), [own]) || IsLoopback(Trimmed(match.Value))
            || DotNet().IsMatch(Trimmed(match.Value)) ? match.Value : "…");

    private static Fault? FaultOf(MarkdownObject node, IReadOnlyList<Source> cited) => node switch
    {
        HtmlBlock or HtmlInline => Fault.Markup,
        LinkInline { IsImage: true } => Fault.Image,
        LinkInline link => IsOwn(link.Url ?? "", cited) ? null : Fault.Link,
        AutolinkInline link => IsOwn(link.Url, cited) ? null : Fault.Link,
        LinkReferenceDefinition => Fault.Link,
        LiteralInline literal => FaultOfLiteral(literal.Content.ToString()),
        _ => null,
    };

    /// <summary>Halves of a link or a tag, which the next part could complete.</summary>
    private static Fault? FaultOfLiteral(string literal) => literal switch
    {
        _ when literal.Contains("](", StringComparison.Ordinal)
            || literal.StartsWith("]:", StringComparison.Ordinal) => Fault.Link,
        _ when literal.Contains('`') || Tag().IsMatch(literal) => Fault.Markup,
        _ => null,
    };

    private static bool IsAllowed(string found, IReadOnlyList<Source> cited)
    {
        var address = Trimmed(found);
        if (address.Contains('@') && !address.Contains("://", StringComparison.Ordinal))
            return cited.Any(source => source.Has(address));
        return IsOwn(address, cited) || IsLoopback(address)
            || (DotNet().IsMatch(address) && cited.Any(source => source.Has(address)));
    }

    private static string Trimmed(string found) =>
        found.TrimEnd('.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '*', '_', '`');

    private static bool IsOwn(string url, IReadOnlyList<Source> cited) =>
        IsOwn(url, cited.Select(source => source.Chunk.Url));

    private static bool IsOwn(string url, IEnumerable<string> own) =>
        url.Length > 0 && own.Any(address => url == address || url == address.Split('#')[0]);

    /// <summary>An address of the reader's own machine leads nowhere else.</summary>
    private static bool IsLoopback(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
        && (uri.Host == "localhost"
            || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));

    /// <summary>As a reader's program sees it: entities, escapes and invisible characters undone.</summary>
    private static string Unmasked(string markdown)
    {
        var visible = string.Concat(WebUtility.HtmlDecode(markdown)
            .Where(character => char.GetUnicodeCategory(character) != UnicodeCategory.Format));
        return Escape().Replace(visible.Normalize(System.Text.NormalizationForm.FormKC), "$1");
    }

    [GeneratedRegex(
        @"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b[a-z][a-z0-9+.-]*:[/\\]{2}[^\s<>""]*|(?<![:\w/])[/\\]{2}[\w-]+\.\w[^\s<>""]*"
            + @"|\bwww\.\w[^\s<>""]*|(?<![\w.@-])(?:[\w-]+\.)+(?:com|net|org|io|de|info|biz|dev|app|ai|co|uk|eu|us|ru"
            + @"|cn|xyz|top|site|online|shop|me|ly|link|click|test|example|invalid|tk)\b(?![\w-]"
            + @"|\.\w)(?:[:/?#][^\s<>""]*)?|\b(?:javascript|vbscript|mailto|tel):[^\s]"
            // A setting such as Data:Path is no address (RFC 2397 and RFC 8089).
            + @"|\bdata:(?:[\w.+-]+/|[;,])|\bfile:[/\\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Found();

    /// <summary>Names such as <c>Lucene.Net</c> look like addresses.</summary>
    [GeneratedRegex(@"^\w+(?:\.\w+)*\.(?:Net|NET)$", RegexOptions.CultureInvariant)]
    private static partial Regex DotNet();

    [GeneratedRegex(@"<[\p{L}/!?]", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<ticks>`+).*?\k<ticks>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"\\(\p{P}|\p{S})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
