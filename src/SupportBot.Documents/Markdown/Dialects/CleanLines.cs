using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>The plain Markdown that is made, with the marks of admonitions in it.</summary>
internal sealed class CleanLines
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether what comes next begins a block.</summary>
    public bool IsAfterBlock { get; private set; } = true;

    /// <summary>Several empty lines are one, as what stood between them may be gone.</summary>
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

    /// <summary>Begins an admonition, if it is one.</summary>
    public void Begin(Admonition kind)
    {
        if (kind != Admonition.None) AddMark(AdmonitionMark.Begin(kind));
    }

    /// <summary>Ends so many admonitions.</summary>
    public void End(int count)
    {
        for (; count > 0; count--) AddMark(AdmonitionMark.End);
    }

    public override string ToString() => _text.ToString();

    /// <summary>HTML around a mark ends with the empty line.</summary>
    private void AddMark(string mark)
    {
        Add("");
        Add(mark);
        Add("");
    }
}
