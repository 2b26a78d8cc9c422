using System.Text;
using AngleSharp.Dom;

namespace SupportBot.Documents.Html;

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
            if (blocks.Count > 0)
                items.Add(
                    mark + Join(blocks).Replace("\n", "\n" + new string(' ', mark.Length), StringComparison.Ordinal));
        }
        return string.Join('\n', items);
    }

    public static bool IsOfQuestions(IElement list) =>
        list.QuerySelectorAll("dt").Any(term => term.TextContent.TrimEnd() is [.., '?' or '？']);

    public static string OfTerms(IElement list)
    {
        var lines = list.QuerySelectorAll("dt, dd").Select(element => element.TagName == "DT"
            ? $"- **{HtmlInlines.Of(element.ChildNodes)}**:"
            : $"  {HtmlInlines.Of(element.ChildNodes).Replace('\n', ' ')}");
        return string.Join('\n', lines);
    }

    private static bool IsList(string block) =>
        block.StartsWith("- ", StringComparison.Ordinal) || block.StartsWith("1. ", StringComparison.Ordinal);

    // Nested lists follow directly, other blocks after an empty line.
    private static string Join(IReadOnlyList<string> blocks)
    {
        var text = new StringBuilder(blocks[0]);
        foreach (var block in blocks.Skip(1)) text.Append(IsList(block) ? "\n" : "\n\n").Append(block);
        return text.ToString();
    }
}
