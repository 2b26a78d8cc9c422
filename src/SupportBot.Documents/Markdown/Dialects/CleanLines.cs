using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

internal sealed class CleanLines
{
    private readonly StringBuilder _text = new();

    public bool IsAfterBlock { get; private set; } = true;

    // Collapses empty lines, since text between them may be removed.
    public void Add(string line)
    {
        var isEmpty = string.IsNullOrWhiteSpace(line);
        if (!isEmpty || !IsAfterBlock) _text.Append(isEmpty ? "" : line).Append('\n');
        IsAfterBlock = isEmpty;
    }

    public void AddCode(string line)
    {
        _text.Append(line).Append('\n');
        IsAfterBlock = false;
    }

    public void Begin(Admonition kind)
    {
        if (kind != Admonition.None) AddMark(AdmonitionMark.Begin(kind));
    }

    public void End(int count)
    {
        for (; count > 0; count--) AddMark(AdmonitionMark.End);
    }

    public override string ToString() => _text.ToString();

    // An empty line ends HTML before a mark.
    private void AddMark(string mark)
    {
        Add("");
        Add(mark);
        Add("");
    }
}
