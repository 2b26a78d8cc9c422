using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>
/// What goes on over lines: admonitions and tabs of MkDocs, which end with their indentation, quotes and paragraphs
/// that are admonitions, and components, fences of colons and tags, which end with a line that says so. Indented
/// content is moved to where its container begins, since indented by four it would be code.
/// </summary>
internal sealed class Containers
{
    /// <summary>The indentation of an admonition's content.</summary>
    private const int Step = 4;

    /// <summary>Deeper containers are taken for text: nobody writes such pages.</summary>
    private const int Deepest = 50;

    private readonly List<Container> _open = [];

    public bool AreNone => _open.Count == 0;

    public bool Open(Container container)
    {
        if (_open.Count >= Deepest) return false;
        _open.Add(container);
        return true;
    }

    /// <summary>Ends the innermost container of a name, with all in it.</summary>
    /// <returns>How many of them are admonitions.</returns>
    public int Close(string name) =>
        _open.FindLastIndex(container => container.EndsBy == name) is >= 0 and var at ? CloseFrom(at) : 0;

    /// <param name="line">As it is written.</param>
    /// <param name="ended">How many admonitions end before the line; null where no container ends.</param>
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

    /// <summary>Tabs at the beginning of a line stand for four spaces each.</summary>
    private static string WithSpaces(string line)
    {
        var blank = line.Length - line.AsSpan().TrimStart(" \t").Length;
        return line.AsSpan(0, blank).Contains('\t')
            ? line[..blank].Replace("\t", "    ", StringComparison.Ordinal) + line[blank..] : line;
    }

    /// <param name="Admonition">What it is, if it is one.</param>
    public abstract record Container(Admonition Admonition)
    {
        /// <summary>By which a line ends it; empty where its content does.</summary>
        public virtual string EndsBy => "";

        public virtual bool IsEnd(string line, bool isEmpty) => false;

        public virtual string Unindent(string line) => line;
    }

    /// <summary>Goes on as long as lines are indented.</summary>
    /// <param name="Column">Of its first line.</param>
    /// <param name="Admonition">See above.</param>
    public sealed record Indented(int Column, Admonition Admonition) : Container(Admonition)
    {
        public override bool IsEnd(string line, bool isEmpty) => !isEmpty && BlockLines.Indent(line) < Column + Step;

        public override string Unindent(string line) => line[Math.Min(line.Length, Step)..];
    }

    /// <summary>Goes on up to its closing tag; its content may be indented.</summary>
    /// <param name="Name">Of its tags.</param>
    /// <param name="Column">Of its first line.</param>
    /// <param name="Admonition">See above.</param>
    public sealed record Component(string Name, int Column, Admonition Admonition) : Container(Admonition)
    {
        /// <summary>How far the content is indented beyond the container; null until the first line of it.</summary>
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

    /// <summary>Goes on up to a line that ends it; its content is not indented.</summary>
    /// <param name="Name">What that line is known by.</param>
    /// <param name="Admonition">See above.</param>
    public sealed record Fenced(string Name, Admonition Admonition) : Container(Admonition)
    {
        public override string EndsBy => Name;
    }

    /// <summary>Goes on as long as lines begin with <c>&gt;</c>.</summary>
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

    /// <summary>Goes on up to an empty line.</summary>
    public sealed record Paragraph(Admonition Admonition) : Container(Admonition)
    {
        public override bool IsEnd(string line, bool isEmpty) => isEmpty;
    }
}
