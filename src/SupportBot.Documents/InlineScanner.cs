using System.Text;

namespace SupportBot.Documents;

/// <summary>Reads the text of a paragraph from left to right, and writes it as Markdown.</summary>
/// <param name="source">With the markup of its format.</param>
internal abstract class InlineScanner(string source)
{
    private readonly StringBuilder _markdown = new();

    protected string Source => source;

    /// <summary>Offset of the next character.</summary>
    protected int At { get; set; }

    /// <summary>Text without markup that is not written yet.</summary>
    protected StringBuilder Plain { get; } = new();

    /// <summary>Marks that do not end in the rest of the text, so that it is searched once only.</summary>
    protected HashSet<string> Unclosed { get; } = [];

    protected char Previous => At > 0 ? source[At - 1] : ' ';

    protected char CharacterAt(int at) => at < source.Length ? source[at] : ' ';

    protected bool IsAt(string mark) => string.CompareOrdinal(source, At, mark, 0, mark.Length) == 0;

    protected string Read()
    {
        while (At < source.Length)
            if (!Take()) Plain.Append(source[At++]);
        Flush();
        return _markdown.ToString().Trim();
    }

    /// <summary>Takes markup, or a word that is more than its letters.</summary>
    /// <returns>False, with nothing taken, where the next character is plain text.</returns>
    protected abstract bool Take();

    /// <summary>What plain text stands for.</summary>
    protected virtual string Decode(string plain) => plain;

    /// <param name="markdown">What was taken.</param>
    /// <param name="next">Offset behind it.</param>
    protected void Append(string markdown, int next)
    {
        Flush();
        _markdown.Append(markdown);
        At = next;
    }

    private void Flush()
    {
        _markdown.Append(MarkdownText.Escape(Decode(Plain.ToString())));
        Plain.Clear();
    }
}
