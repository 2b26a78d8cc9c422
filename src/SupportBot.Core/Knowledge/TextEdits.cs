using System.Text;

namespace SupportBot.Core.Knowledge;

/// <summary>Replacements at places of one text, gathered in any order and made together.</summary>
public sealed class TextEdits
{
    private readonly List<(int Start, int End, string By)> _edits = [];

    /// <param name="start">Offset of the first character that goes.</param>
    /// <param name="end">Offset after the last one.</param>
    /// <param name="by">What comes instead.</param>
    public void Replace(int start, int end, string by) => _edits.Add((start, end, by));

    /// <summary>
    /// The part of a text from one offset up to another, with the replacements that lie within; of two that overlap,
    /// the one that begins first counts.
    /// </summary>
    public string Apply(string text, int from, int to)
    {
        var result = new StringBuilder();
        foreach (var (start, end, by) in _edits.Where(edit => edit.Start >= from && edit.End <= to)
            .OrderBy(edit => edit.Start).ThenByDescending(edit => edit.End))
        {
            if (start < from) continue;
            result.Append(text, from, start - from).Append(by);
            from = end;
        }
        return result.Append(text, from, to - from).ToString();
    }
}
