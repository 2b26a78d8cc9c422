using System.Text;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>The plain Markdown that is made, with the marks of admonitions in it.</summary>
internal sealed class CleanLines
{
    private readonly StringBuilder _text = new();

    /// <summary>Whether what comes next begins a block.</summary>
    public bool IsAfterBlock { get; private set; } = true;

    public void Add(string line)
    {
        _text.Append(line).Append('\n');
        IsAfterBlock = line.Length == 0 || line[^1] == '\n' || string.IsNullOrWhiteSpace(line);
    }

    /// <summary>Begins an admonition, if it is one. HTML around it ends with the empty line.</summary>
    public void Begin(Admonition kind, string indent)
    {
        if (kind != Admonition.None) Add($"\n{indent}{AdmonitionMark.Begin(kind)}\n");
    }

    /// <summary>Ends admonitions, each as far indented as it began: one within a list must not end the list.</summary>
    public void End(IReadOnlyList<string> indents)
    {
        foreach (var indent in indents) Add($"\n{indent}{AdmonitionMark.End}\n");
    }

    public override string ToString() => _text.ToString();
}
