using System.Text.RegularExpressions;
using SupportBot.Core.Answers.Reading;

namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>
/// Takes an answer apart while it comes in, in pieces of any size. A part is given out once no further text can change
/// where it ends, so that the parts do not depend on the pieces.
/// </summary>
internal sealed partial class DraftReader
{
    /// <summary>A part of more characters is broken: nobody writes such a sentence.</summary>
    private const int Longest = 4000;

    /// <summary>So much beyond it is awaited, since where a part ends shows only behind it.</summary>
    private const int LookAhead = 256;

    private readonly ReasoningFilter _reasoning = new();
    private string _text = "";
    private bool _isLineStart = true;
    private bool _hasBegun;

    /// <returns>The parts that are complete now.</returns>
    public IReadOnlyList<DraftPart> Feed(string text)
    {
        _text += _reasoning.Feed(text.Replace("\r", "", StringComparison.Ordinal));
        return [.. Parts(ended: false)];
    }

    /// <returns>What is left, whole or not.</returns>
    public IReadOnlyList<DraftPart> End()
    {
        _text += _reasoning.End();
        return [.. Parts(ended: true)];
    }

    private IEnumerable<DraftPart> Parts(bool ended)
    {
        while (Next(ended) is { } part) yield return part;
    }

    private DraftPart? Next(bool ended)
    {
        var start = _text.Length - _text.TrimStart().Length;
        if (start == _text.Length) return null;
        var isLineStart = _isLineStart || _text.AsSpan(0, start).Contains('\n');
        if (!isLineStart) return Sentence(start, LineEnd(start), ended);

        if (!_hasBegun && Wrapper().Match(_text, start) is { Success: true } wrapper)
        {
            Unwrap(_text[(wrapper.Index + wrapper.Length)..]);
            return Next(ended);
        }
        var fence = Fence().Match(_text, start);
        if (fence.Success) return Code(start, fence, ended);
        // What a line is shows in its first word, once something follows that.
        if (!ended && !Opened().IsMatch(_text.AsSpan(start))) return TooLong(start);
        var mark = Mark().Match(_text, start);
        var body = start + mark.Length;
        var shape = ShapeOf(mark);
        return shape == DraftShape.Sentence ? Sentence(body, LineEnd(body), ended) : Line(body, shape, ended);
    }

    private static DraftShape ShapeOf(Match mark) => mark switch
    {
        _ when mark.Groups["heading"].Success => DraftShape.Heading,
        _ when mark.Groups["item"].Success => DraftShape.Item,
        _ when mark.Groups["step"].Success => DraftShape.Step,
        _ when mark.Groups["row"].Success => DraftShape.Row,
        _ => DraftShape.Sentence,
    };

    /// <summary>The line's end, or −1 where it is not there yet.</summary>
    private int LineEnd(int from) => _text.IndexOf('\n', from);

    private DraftPart? Line(int body, DraftShape shape, bool ended)
    {
        var end = shape == DraftShape.Row ? RowEnd(body) : LineEnd(body);
        if (end >= 0) return Take(body, end, shape, isWhole: true);
        return ended ? Take(body, _text.Length, shape, isWhole: true) : TooLong(body);
    }

    /// <summary>
    /// The head of a table says nothing without a row, so that the two are one part; −1 where its end is not there yet.
    /// </summary>
    private int RowEnd(int body)
    {
        var end = LineEnd(body);
        if (end < 0 || (end + 1 < _text.Length && !Delimiter().IsMatch(_text.AsSpan(end + 1)))) return end;
        var delimiter = LineEnd(end + 1);
        return delimiter < 0 ? -1 : LineEnd(delimiter + 1);
    }

    private DraftPart? Sentence(int body, int lineEnd, bool ended)
    {
        var line = _text[body..(lineEnd >= 0 ? lineEnd : _text.Length)];
        foreach (var sentenceEnd in Ends(line))
        {
            var end = sentenceEnd + Trailing().Match(line, sentenceEnd).Length;
            if (end >= line.TrimEnd().Length) break;
            if (lineEnd < 0 && !ended && MaybeMarker().IsMatch(line.AsSpan(end))) return TooLong(body);
            // "Yes." says nothing without what follows.
            if (!Assent().IsMatch(line[..sentenceEnd]))
                return Take(body, body + end, DraftShape.Sentence, isWhole: true);
        }
        if (lineEnd >= 0) return Take(body, lineEnd, DraftShape.Sentence, isWhole: true);
        return ended ? Take(body, _text.Length, DraftShape.Sentence, Closed().IsMatch(_text)) : TooLong(body);
    }

    /// <summary>A sentence may also end in a mark of a source right behind its full stop.</summary>
    private static IEnumerable<int> Ends(string line) => Sentences.In(line).Select(span => span.End)
        .Concat(Glued().Matches(line).Select(match => match.Index + match.Length)
            .Where(end => line.AsSpan(0, end).Count('`') % 2 == 0))
        .Order();

    private DraftPart? Code(int start, Match fence, bool ended)
    {
        var end = FenceEnd(fence.Index + fence.Length, fence.Groups["mark"].Value, ended);
        var inner = end >= 0 && !_hasBegun ? _text[(fence.Index + fence.Length)..end] : "";
        if (CitedLine().IsMatch(inner))
        {
            Unwrap(inner[..(inner.LastIndexOf('\n') + 1)] + _text[end..]);
            return Next(ended);
        }
        if (end >= 0) return Unindented(Take(start, end, DraftShape.Code, isWhole: true));
        return ended ? Take(start, _text.Length, DraftShape.Code, isWhole: false) : TooLong(start);
    }

    /// <summary>Behind more than three spaces a fence would be text, and what is in it too.</summary>
    private static DraftPart Unindented(DraftPart code) => code.Lead.EndsWith("    ", StringComparison.Ordinal)
        || code.Lead.Contains('\t')
        ? code with { Lead = code.Lead.TrimEnd(' ', '\t') + "   " }
        : code;

    /// <summary>Where the line of the closing fence ends; −1 where there is none, or it could go on.</summary>
    private int FenceEnd(int from, string mark, bool ended)
    {
        for (var line = LineEnd(from); line >= 0; line = LineEnd(line + 1))
        {
            var end = LineEnd(line + 1);
            var text = _text.AsSpan(line + 1, (end >= 0 ? end : _text.Length) - line - 1).Trim();
            if ((end >= 0 || ended) && text.StartsWith(mark, StringComparison.Ordinal) && text.Trim(mark[0]).IsEmpty)
                return end >= 0 ? end : _text.Length;
        }
        return -1;
    }

    /// <summary>An answer may be set as code as a whole.</summary>
    private void Unwrap(string text) => (_text, _isLineStart, _hasBegun) = (text, true, true);

    private DraftPart? TooLong(int body) => _text.Length - body <= Longest + LookAhead
        ? null
        : Take(body, _text.Length, DraftShape.Sentence, isWhole: false);

    private DraftPart Take(int body, int end, DraftShape shape, bool isWhole)
    {
        if (end - body > Longest) (end, isWhole) = (body + Longest, false);
        var part = new DraftPart(_text[..body], _text[body..end].TrimEnd(), shape, isWhole);
        _text = _text[end..];
        (_isLineStart, _hasBegun) = (false, true);
        return part;
    }

    [GeneratedRegex(@"\G(?<mark>`{3,}|~{3,})[^\n`]*(?=\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(?:\p{Lo}|\S+\s+\S|\S+\s*\n)", RegexOptions.CultureInvariant)]
    private static partial Regex Opened();

    [GeneratedRegex(@"\G(?:(?<heading>#{1,6}\s+)|(?<item>[-*+]\s+)|(?<step>\d{1,3}[.)]\s+)|(?<row>(?=\|))|(?:>\s*))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    /// <summary>The line under a table's head, as far as it is there.</summary>
    [GeneratedRegex(@"^\|[ \t|:-]*(?:\n|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Delimiter();

    /// <summary>Markers behind a sentence's end belong to it.</summary>
    [GeneratedRegex(
        @"\G(?:\s*(?:" + DraftPart.Mark + @"|\(\d{1,2}\)(?=\s|$))[.,]?)*", RegexOptions.CultureInvariant)]
    private static partial Regex Trailing();

    [GeneratedRegex(@"^\s*(?:[\[(【][^\])】\n]{0,64}[\])】]?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex MaybeMarker();

    [GeneratedRegex(@"[.!?…][""”*_]*" + DraftPart.Mark + @"+(?=\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Glued();

    /// <summary>A line of prose that cites, which no code is.</summary>
    [GeneratedRegex(
        @"(?:^|\n)[^\n]*\s[^\n]*[\s.!?]" + DraftPart.Mark + @"\.?[ \t]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex CitedLine();

    [GeneratedRegex(@"\G`{3,}(?:markdown|md)[ \t]*\n", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wrapper();

    /// <summary>The text ends as a sentence, a cited line or a block of code does.</summary>
    [GeneratedRegex(
        @"(?:[.!?:…|。！？：][""”“»）」』)*_]*|" + DraftPart.Mark + @"\.?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Closed();

    [GeneratedRegex(
        @"^(?:(?:yes|no|ja|nein)\W+)?(?:(?:that|this)(?:'s| is) (?:right|correct|true)|correct|exactly|indeed"
            + @"|das (?:stimmt|ist richtig)|genau|richtig|yes|no|yeah|ja|nein|doch)\b(?:\W+\w+(?:'\w+)?){0,3}\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assent();
}
