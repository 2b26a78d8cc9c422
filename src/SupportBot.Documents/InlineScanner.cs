using System.Text;

namespace SupportBot.Documents;

internal abstract class InlineScanner(string source)
{
    private readonly StringBuilder _markdown = new();

    protected string Source => source;

    protected int At { get; set; }

    protected StringBuilder Plain { get; } = new();

    // Marks without an end in the remaining text, which are searched only once.
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

    // Consumes markup or a word with a special meaning. Returns false without consuming anything for plain text.
    protected abstract bool Take();

    protected virtual string Decode(string plain) => plain;

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
