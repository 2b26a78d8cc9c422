namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>
/// Containers whose content is indented: admonitions and tabs of MkDocs, which end with their indentation, and
/// components, which end with their closing tag. Their content is moved to where the container begins, since indented
/// by four it would be code.
/// </summary>
internal sealed class Containers
{
    /// <summary>The indentation of an admonition's content.</summary>
    private const int Step = 4;

    /// <summary>Deeper containers are taken for text: nobody writes such pages.</summary>
    private const int Deepest = 50;

    private readonly List<Container> _open = [];

    public bool AreNone => _open.Count == 0;

    /// <param name="column">Of its first line.</param>
    /// <param name="component">The component's name; null where the indentation ends the container.</param>
    public void Open(int column, string? component)
    {
        if (_open.Count < Deepest) _open.Add(new Container(column, component));
    }

    /// <summary>Ends the innermost component of a name, with all in it.</summary>
    public void Close(string component)
    {
        var at = _open.FindLastIndex(container => container.Component == component);
        if (at >= 0) _open.RemoveRange(at, _open.Count - at);
    }

    /// <param name="line">As it is written.</param>
    /// <param name="hasEnded">Whether the line is behind the end of a container.</param>
    public string Unindent(string line, out bool hasEnded)
    {
        hasEnded = false;
        if (_open.Count == 0) return line;
        if (string.IsNullOrWhiteSpace(line)) return "";
        line = WithSpaces(line);
        for (var i = 0; i < _open.Count; i++)
        {
            var container = _open[i];
            var indent = Indent(line);
            hasEnded = container.Component is null && indent < container.Column + Step;
            if (hasEnded)
            {
                _open.RemoveRange(i, _open.Count - i);
                break;
            }
            var deeper = Math.Max(0, indent - container.Column);
            if (container.Component is null) container.Shift = Step;
            else if (!line.AsSpan(indent).StartsWith("</")) container.Shift ??= deeper;
            line = line[Math.Min(deeper, container.Shift ?? deeper)..];
        }
        return line;
    }

    public static int Indent(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    /// <summary>Tabs at the beginning of a line stand for four spaces each.</summary>
    private static string WithSpaces(string line)
    {
        var blank = line.Length - line.AsSpan().TrimStart(" \t").Length;
        return line.AsSpan(0, blank).Contains('\t')
            ? line[..blank].Replace("\t", "    ", StringComparison.Ordinal) + line[blank..] : line;
    }

    private sealed class Container(int column, string? component)
    {
        public int Column { get; } = column;

        public string? Component { get; } = component;

        /// <summary>How far the content is indented beyond the container; null until the first line of it.</summary>
        public int? Shift { get; set; }
    }
}
