using System.Text;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using SupportBot.Core.Knowledge;
using static SupportBot.Widget.PageTemplate;

namespace SupportBot.Documentation.Pages;

/// <summary>
/// A document's sections as HTML, each under the anchor that citations lead to. Markdown that keeps HTML out is not safe
/// enough by itself, so what it makes goes through an allow-list.
/// </summary>
internal static class DocumentHtml
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    public static string Render(PublicDocument document)
    {
        var html = new StringBuilder();
        foreach (var section in document.Sections)
        {
            if (section.HeadingPath.Count > 0) html.Append(Heading(section));
            html.Append(Sanitizer.Sanitize(Markdig.Markdown.ToHtml(string.Join("\n\n", section.Blocks), Markdown)));
        }
        return html.ToString();
    }

    private static string Heading(Section section)
    {
        var level = Math.Min(section.HeadingPath.Count + 1, 6);
        return $"<h{level} id=\"{Encode(section.Anchor)}\">{Encode(section.HeadingPath[^1])}</h{level}>\n";
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Set("p br hr strong em del code pre blockquote ul ol li a img table thead tbody tr th td h1 h2 h3 h4 h5 h6"),
            AllowedAttributes = Set("href src alt title start"),
            AllowedSchemes = Set("http https mailto"),
            UriAttributes = Set("href src"),
        });
        sanitizer.PostProcessNode += (_, e) => Finish(e.Node);
        return sanitizer;
    }

    /// <summary>Pictures from other hosts are left out; wide tables and code can be scrolled by keyboard.</summary>
    private static void Finish(INode node)
    {
        if (node is not IElement element) return;
        if (element.TagName == "IMG" && Uri.TryCreate(element.GetAttribute("src"), UriKind.Absolute, out var _)) element.Remove();
        if (element.TagName == "PRE") element.SetAttribute("tabindex", "0");
        if (element.TagName == "A" && element.GetAttribute("href")?.StartsWith("http", StringComparison.Ordinal) == true) element.SetAttribute("rel", "noopener noreferrer");
    }

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}
