using AngleSharp.Dom;
using Ganss.Xss;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace SupportBot.AgentConsole.Thread;

// Markdown of the bot and of agents as HTML that cannot do anything: no pictures, no scripts, links to the web alone.
internal static class MessageHtml
{
    private static readonly MarkdownPipeline Markdown =
        new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks().UseSoftlineBreakAsHardlineBreak()
            .Build();

    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    public static MarkupString Render(string markdown) =>
        new(Sanitizer.Sanitize(Markdig.Markdown.ToHtml(markdown, Markdown)));

    public static string ToPlainText(string markdown) => Markdig.Markdown.ToPlainText(markdown, Markdown).Trim();

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = Set(
                "p br strong em del code pre blockquote ul ol li a table thead tbody tr th td h1 h2 h3 h4"),
            AllowedAttributes = Set("href title start"),
            AllowedSchemes = Set("http https mailto"),
            UriAttributes = Set("href"),
        });
        sanitizer.PostProcessNode += (_, e) => Finish(e.Node);
        return sanitizer;
    }

    private static void Finish(INode node)
    {
        if (node is not IElement { TagName: "A" } link) return;
        link.SetAttribute("target", "_blank");
        link.SetAttribute("rel", "noopener noreferrer");
        if (int.TryParse(link.TextContent, out _)) link.SetAttribute("class", "cite");
    }

    private static HashSet<string> Set(string names) => [.. names.Split(' ')];
}
