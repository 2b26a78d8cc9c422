using System.Text;
using AngleSharp.Dom;

namespace SupportBot.Documents.Html;

/// <summary>Lists as Markdown, nested ones indented.</summary>
internal static class HtmlLists
{
    public static string Of(IElement list, int depth)
    {
        var number = int.TryParse(list.GetAttribute("start"), out var start) ? start : 1;
        var items = new List<string>();
        foreach (var item in list.Children)
        {
            var mark = list.TagName == "OL" ? $"{number++}. " : "- ";
            var blocks = item.TagName is "LI" ? HtmlParts.Blocks(item, depth + 1) : [];
            if (blocks.Count > 0) items.Add(mark + Join(blocks).Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal));
        }
        return string.Join('\n', items);
    }

    /// <summary>Whether a list of terms is one of questions and answers.</summary>
    public static bool IsOfQuestions(IElement list) =>
        list.QuerySelectorAll("dt").Any(term => term.TextContent.TrimEnd() is [.., '?' or '？']);

    /// <summary>A list of terms: each in bold before its description.</summary>
    public static string OfTerms(IElement list)
    {
        var lines = list.QuerySelectorAll("dt, dd").Select(element => element.TagName == "DT"
            ? $"- **{HtmlInlines.Of(element.ChildNodes)}**:"
            : $"  {HtmlInlines.Of(element.ChildNodes).Replace('\n', ' ')}");
        return string.Join('\n', lines);
    }

    private static bool IsList(string block) =>
        block.StartsWith("- ", StringComparison.Ordinal) || block.StartsWith("1. ", StringComparison.Ordinal);

    /// <summary>Lists below an item follow at once; other blocks after an empty line.</summary>
    private static string Join(IReadOnlyList<string> blocks)
    {
        var text = new StringBuilder(blocks[0]);
        foreach (var block in blocks.Skip(1)) text.Append(IsList(block) ? "\n" : "\n\n").Append(block);
        return text.ToString();
    }
}
