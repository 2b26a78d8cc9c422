using System.Text;
using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using SupportBot.Core.Knowledge;
using static SupportBot.Widget.PageTemplate;

namespace SupportBot.Knowledge.Pages;

// Sections as HTML, each under the anchor that citations link to. Disabling HTML in Markdown is not sufficient, so the
// output also passes an allow-list.
internal static class DocumentHtml
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().DisableHtml().Build();

    public static RenderedPage Render(string id, IReadOnlyList<Section> sections, CancellationToken cancellationToken)
    {
        var html = new StringBuilder();
        var pictures = new HashSet<string>(StringComparer.Ordinal);
        var sanitizer = CreateSanitizer(id, pictures);
        foreach (var section in sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (section.HeadingPath.Count > 0) html.Append(Heading(section));
            var blocks = string.Join("\n\n", section.Blocks.Select(block => block.Markdown));
            html.Append(sanitizer.Sanitize(Markdig.Markdown.ToHtml(blocks, Markdown)));
        }
        return new RenderedPage(html.ToString(), pictures);
    }

    private static string Heading(Section section)
    {
        var level = Math.Min(section.HeadingPath.Count + 1, 6);
        return $"<h{level} id=\"{Encode(section.Anchor)}\">{Encode(section.HeadingPath[^1])}</h{level}>\n";
    }

    private static HtmlSanitizer CreateSanitizer(string id, HashSet<string> pictures)
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Set("p br hr strong em del code pre blockquote ul ol li a img table thead tbody tr th td "
                + "h1 h2 h3 h4 h5 h6"),
            AllowedAttributes = Set("href src alt title start"),
            AllowedSchemes = Set("http https mailto"),
            UriAttributes = Set("href src"),
        });
        sanitizer.PostProcessNode += (_, e) => Finish(e.Node, id, pictures);
        return sanitizer;
    }

    // Keeps only images of the documentation folder, and makes wide tables and code scrollable by keyboard.
    private static void Finish(INode node, string id, HashSet<string> pictures)
    {
        if (node is not IElement element) return;
        if (element.TagName == "IMG")
        {
            var source = element.GetAttribute("src") ?? "";
            if (!LeavesHost(source) && PictureReference.Resolve(id, source) is { } path) pictures.Add(path);
            else element.Remove();
        }
        if (element.TagName == "PRE") element.SetAttribute("tabindex", "0");
        if (element.TagName == "A" && LeavesHost(element.GetAttribute("href")))
            element.SetAttribute("rel", "noopener noreferrer");
    }

    // Whether a browser takes the address for more than a path: it skips white space and treats a backslash as a slash.
    private static bool LeavesHost(string? address)
    {
        var read = string.Concat((address ?? "").Where(c => c > ' ')).Replace('\\', '/');
        return read.StartsWith("//", StringComparison.Ordinal) || read.Split('/', '?', '#')[0].Contains(':');
    }

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}

// Pictures are paths below the documentation folder.
internal sealed record RenderedPage(string Html, IReadOnlySet<string> Pictures);
