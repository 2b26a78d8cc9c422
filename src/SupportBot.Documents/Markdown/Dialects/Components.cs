using System.Text;
using System.Text.RegularExpressions;
using SupportBot.Core.Knowledge;
using SupportBot.Documents.Html;

namespace SupportBot.Documents.Markdown.Dialects;

// Removes component tags from lines and keeps their titles and content.
internal sealed partial class Components(string markdown, LineCursor cursor, Containers containers, CleanLines clean)
{
    private const int MaxTagLines = 200;

    private const int MaxMark = 40;

    private readonly HashSet<string> _closed =
        [.. Closing().Matches(markdown).Select(match => match.Groups["name"].Value)];

    private int _ended;

    public int TakeEnded() => Interlocked.Exchange(ref _ended, 0);

    public string Remove(string line)
    {
        if (!line.Contains('<') || !TagStart().IsMatch(line)) return line;
        var text = new StringBuilder();
        var column = BlockLines.Indent(line);
        var opened = new List<Containers.Component>();
        var spans = new Queue<(int Start, int End)>(CodeSpans.In(line));
        var at = 0;
        for (var start = line.IndexOf('<'); start >= 0; start = line.IndexOf('<', Math.Max(at, start + 1)))
        {
            while (spans.TryPeek(out var span) && span.End <= start) spans.Dequeue();
            if (spans.TryPeek(out var code) && code.Start <= start) continue;
            if (ReadTag(line, start, out var joined) is not { } tag) continue;
            if (joined is not null)
            {
                text.Append(line, at, start - at);
                (line, start, at, spans) = (joined, 0, 0, new(CodeSpans.In(joined)));
            }
            if (!IsComponent(tag) && !(tag.HasExpressions && HtmlNames.IsElement($"<{tag.Name}"))) continue;
            text.Append(line, at, start - at);
            at = start + tag.Length;
            // Collapses the spaces around a removed tag.
            if (tag.IsComponent && text is [.., ' '] && at < line.Length && line[at] == ' ') at++;
            if (!tag.IsComponent) text.Append(tag.Html);
            else if (tag.IsClosing) Close(tag.Name, opened);
            else Open(tag, column, opened, text);
        }
        foreach (var component in opened) containers.Open(component);
        return text.Append(line, at, line.Length - at).ToString();
    }

    private void Open(ComponentTag tag, int column, List<Containers.Component> opened, StringBuilder before)
    {
        var indent = new string(' ', column);
        if (!tag.IsEmpty)
        {
            // An admonition within a list is part of it.
            var kind = before.Length == 0 ? tag.Admonition : Admonition.None;
            clean.Begin(kind);
            opened.Add(new Containers.Component(tag.Name, column, kind));
        }
        if (IsStart(before)) before.Append(Text(tag, indent));
    }

    private void Close(string name, List<Containers.Component> opened)
    {
        var at = opened.FindLastIndex(component => component.Name == name);
        if (at < 0) _ended += containers.Close(name);
        else
        {
            if (opened[at].Admonition != Admonition.None) _ended++;
            opened.RemoveAt(at);
        }
    }

    private static bool IsStart(StringBuilder before) =>
        before.Length < MaxMark && before.ToString().AsSpan().TrimStart(" \t>-*+.)0123456789").IsEmpty;

    private static string Text(ComponentTag tag, string indent)
    {
        var title = tag.Title is { } text ? $"**{text}**\n\n{indent}" : "";
        return tag.Description is { } description ? $"{title}{description}\n\n{indent}" : title;
    }

    // A lone name such as <YourName> is a placeholder for readers.
    private bool IsComponent(ComponentTag tag) =>
        tag.IsComponent && (tag.IsClosing || tag.IsEmpty || tag.HasAttributes || _closed.Contains(tag.Name));

    // Returns null if there is no tag. Joins the lines of a tag that continues below.
    private ComponentTag? ReadTag(string line, int start, out string? joined)
    {
        joined = null;
        if (ComponentTag.Read(line, start, out var isCut) is { } tag) return tag;
        var text = new StringBuilder(line, start, line.Length - start, ComponentTag.MaxLength);
        var below = cursor.Below(MaxTagLines);
        for (var i = 0; isCut && i < below.Length; i++)
        {
            text.Append('\n').Append(below[i]);
            if (!below[i].Contains('>')) continue;
            joined = text.ToString();
            if (ComponentTag.Read(joined, 0, out isCut) is not { } read) continue;
            cursor.Skip(i + 1);
            return read;
        }
        joined = null;
        return null;
    }

    [GeneratedRegex(@"</(?<name>[A-Z][\w.]*)\s*>", RegexOptions.NonBacktracking)]
    private static partial Regex Closing();

    [GeneratedRegex(@"</?[A-Z]|<[a-z][^>]*\{|<[a-z]\w*\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex TagStart();
}
