using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

// Blocks that span lines. Admonitions and tabs of MkDocs end with their indentation, quotes and paragraphs with their
// content, and components, colon fences and tags with a closing line. Their content is moved to the column of the
// container, since four spaces would make it code.
internal sealed class Containers
{
    private const int Step = 4;

    // Deeper containers are read as text.
    private const int Deepest = 50;

    private readonly List<Container> _open = [];

    public bool AreNone => _open.Count == 0;

    public bool Open(Container container)
    {
        if (_open.Count >= Deepest) return false;
        _open.Add(container);
        return true;
    }

    // Ends the innermost container of that name and all within it. Returns the number of admonitions among them.
    public int Close(string name) =>
        _open.FindLastIndex(container => container.EndsBy == name) is >= 0 and var at ? CloseFrom(at) : 0;

    // ended: the number of admonitions that end before the line; null if no container ends.
    public string Unindent(string line, out int? ended)
    {
        ended = null;
        if (_open.Count == 0) return line;
        var isEmpty = string.IsNullOrWhiteSpace(line);
        line = isEmpty ? "" : WithSpaces(line);
        for (var i = 0; i < _open.Count; i++)
        {
            if (_open[i].IsEnd(line, isEmpty))
            {
                ended = CloseFrom(i);
                break;
            }
            line = _open[i].Unindent(line);
        }
        return line;
    }

    private int CloseFrom(int at)
    {
        var ended = _open.Skip(at).Count(container => container.Admonition != Admonition.None);
        _open.RemoveRange(at, _open.Count - at);
        return ended;
    }

    private static string WithSpaces(string line)
    {
        var blank = line.Length - line.AsSpan().TrimStart(" \t").Length;
        return line.AsSpan(0, blank).Contains('\t')
            ? line[..blank].Replace("\t", "    ", StringComparison.Ordinal) + line[blank..] : line;
    }

    public abstract record Container(Admonition Admonition)
    {
        // The name by which a closing line identifies it; empty if its content ends it.
        public virtual string EndsBy => "";

        public virtual bool IsEnd(string line, bool isEmpty) => false;

        public virtual string Unindent(string line) => line;
    }

    public sealed record Indented(int Column, Admonition Admonition) : Container(Admonition)
    {
        public override bool IsEnd(string line, bool isEmpty) => !isEmpty && BlockLines.Indent(line) < Column + Step;

        public override string Unindent(string line) => line[Math.Min(line.Length, Step)..];
    }

    public sealed record Component(string Name, int Column, Admonition Admonition) : Container(Admonition)
    {
        // The extra indentation of the content; null before its first line.
        private int? _shift;

        public override string EndsBy => Name;

        public override string Unindent(string line)
        {
            if (line.Length == 0) return line;
            var indent = BlockLines.Indent(line);
            var deeper = Math.Max(0, indent - Column);
            if (!line.AsSpan(indent).StartsWith("</")) _shift ??= deeper;
            return line[Math.Min(deeper, _shift ?? deeper)..];
        }
    }

    public sealed record Fenced(string Name, Admonition Admonition) : Container(Admonition)
    {
        public override string EndsBy => Name;
    }

    public sealed record Quoted(Admonition Admonition) : Container(Admonition)
    {
        public override bool IsEnd(string line, bool isEmpty) =>
            isEmpty || line.AsSpan().TrimStart(' ') is not ['>', ..];

        public override string Unindent(string line)
        {
            var text = line.AsSpan().TrimStart(' ')[1..];
            return (text is [' ', ..] ? text[1..] : text).ToString();
        }
    }

    public sealed record Paragraph(Admonition Admonition) : Container(Admonition)
    {
        public override bool IsEnd(string line, bool isEmpty) => isEmpty;
    }
}
