using System.Text.RegularExpressions;

namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>
/// Drops what a model reasons before or within its answer: from <c>&lt;think&gt;</c> to <c>&lt;/think&gt;</c>, or to
/// the end where it is not closed. Takes pieces of any size.
/// </summary>
internal sealed partial class ReasoningFilter
{
    /// <summary>No mark is longer.</summary>
    private const int LongestMark = 16;

    private string _held = "";
    private bool _isReasoning;

    /// <returns>What of the text so far is surely of the answer.</returns>
    public string Feed(string text)
    {
        _held += text;
        var said = "";
        while (Mark().Match(_held) is { Success: true } mark)
        {
            if (!_isReasoning) said += _held[..mark.Index];
            _isReasoning = !mark.Value.StartsWith("</", StringComparison.Ordinal);
            _held = _held[(mark.Index + mark.Length)..];
        }
        // A mark may have begun.
        var open = _held.LastIndexOf('<');
        var end = open >= 0 && _held.Length - open <= LongestMark && Begun().IsMatch(_held.AsSpan(open))
            ? open
            : _held.Length;
        if (!_isReasoning) said += _held[..end];
        _held = _held[end..];
        return said;
    }

    /// <returns>What was held back.</returns>
    public string End() => _isReasoning ? "" : _held;

    [GeneratedRegex("</?(?:think|thinking|thought|reasoning)>", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex("^</?[a-z]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Begun();
}
