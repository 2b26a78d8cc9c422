using System.Buffers;
using System.Net;
using System.Text;

namespace SupportBot.Documents.AsciiDoc;

/// <summary>Makes Markdown of the text of a paragraph: formatting, macros, links and references.</summary>
internal sealed class AsciiDocInlines
{
    /// <summary>Formatting may stand within other formatting.</summary>
    private const int Deepest = 5;

    private const int MaxName = 100;
    private const int MaxMacro = 2_000;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \n<>[]\"`");

    private readonly AsciiDocReferences _references;
    private readonly string _text;
    private readonly int _depth;
    private readonly StringBuilder _markdown = new();
    private readonly StringBuilder _plain = new();

    /// <summary>Marks that do not end in the rest of the text, so that it is searched once only.</summary>
    private readonly HashSet<string> _unclosed = [];

    private int _at;

    private AsciiDocInlines(string text, AsciiDocReferences references, int depth)
    {
        _text = text;
        _references = references;
        _depth = depth;
    }

    /// <param name="text">With attributes put in.</param>
    /// <param name="references">The sections of the document.</param>
    public static string Of(string text, AsciiDocReferences references) => Of(text, references, 0);

    private static string Of(string text, AsciiDocReferences references, int depth) =>
        depth > Deepest ? MarkdownText.Escape(text) : new AsciiDocInlines(text, references, depth).Read();

    private string Read()
    {
        while (_at < _text.Length)
            if (!(TakeMarkup() || TakeWord())) _plain.Append(_text[_at++]);
        Flush();
        return _markdown.ToString().Trim();
    }

    private char Previous => _at > 0 ? _text[_at - 1] : ' ';

    private char CharacterAt(int at) => at < _text.Length ? _text[at] : ' ';

    private bool IsAt(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private bool TakeMarkup() => _text[_at] switch
    {
        '\\' => TakeEscape(),
        '*' => TakeFormat('*', inner => MarkdownText.Bold(Inner(inner))),
        '_' => TakeFormat('_', inner => MarkdownText.Around("*", Inner(inner))),
        '`' when CharacterAt(_at + 1) == '\'' && char.IsLetter(Previous) => TakeApostrophe(),
        '`' => TakeFormat('`', Code),
        '#' => TakeFormat('#', Inner),
        '+' => IsAt("+++") ? TakeSpan("+++", MarkdownText.Escape) : TakeFormat('+', MarkdownText.Escape),
        '^' => TakeSpan("^", Inner, isWord: true),
        '~' => TakeSpan("~", Inner, isWord: true),
        '{' => TakeCharacter(),
        '[' => TakeRole(),
        '<' when IsAt("<<") => TakeReference(),
        '(' when IsAt("((") => TakeIndexTerm(),
        '"' when CharacterAt(_at + 1) == '`' => TakeQuote("\"", "“", "”"),
        '\'' when CharacterAt(_at + 1) == '`' => TakeQuote("'", "‘", "’"),
        _ => false,
    };

    /// <summary>A backslash before markup keeps it as text.</summary>
    private bool TakeEscape()
    {
        var next = CharacterAt(_at + 1);
        if (!"*_`#+^~{<[(\"'".Contains(next) && !char.IsAsciiLetter(next)) return false;
        var isMacro = char.IsAsciiLetter(next) && MacroAt(_at + 1) is not null;
        if (char.IsAsciiLetter(next) && !isMacro) return false;
        var end = _at + 1;
        while (CharacterAt(end) == next && next is '*' or '_' or '`' or '#' or '+' or '<') end++;
        end = Math.Max(end, _at + 2);
        _plain.Append(_text[(_at + 1)..end]);
        _at = end;
        return true;
    }

    /// <summary>A doubled mark counts anywhere, a single one only around whole words.</summary>
    private bool TakeFormat(char mark, Func<string, string> markdown) =>
        (CharacterAt(_at + 1) == mark && TakeSpan($"{mark}{mark}", markdown))
        || (!char.IsLetterOrDigit(Previous) && Previous is not (':' or ';' or '}') && CharacterAt(_at + 1) != mark
            && TakeSpan($"{mark}", markdown, isConstrained: true));

    private bool TakeSpan(string mark, Func<string, string> markdown, bool isConstrained = false, bool isWord = false)
    {
        var from = _at + mark.Length;
        if (isConstrained && char.IsWhiteSpace(CharacterAt(from))) return false;
        if (EndOf(mark, from, isConstrained) is not { } end) return false;
        var inner = _text[from..end];
        if (isWord && inner.AsSpan().IndexOfAny(" \n") >= 0) return false;
        Append(markdown(inner), end + mark.Length);
        return true;
    }

    private int? EndOf(string mark, int from, bool isConstrained)
    {
        if (_unclosed.Contains(mark)) return null;
        for (var end = _text.IndexOf(mark, from, StringComparison.Ordinal); end >= 0;
            end = _text.IndexOf(mark, end + 1, StringComparison.Ordinal))
            if (end > from && (!isConstrained || (!char.IsWhiteSpace(_text[end - 1])
                && !char.IsLetterOrDigit(CharacterAt(end + 1)) && CharacterAt(end + 1) != '_')))
                return end;
        _unclosed.Add(mark);
        return null;
    }

    /// <summary>Code may hold a link, or text that is passed through.</summary>
    private string Code(string inner)
    {
        if (inner is ['+', _, .., '+']) return MarkdownText.Code(inner[1..^1]);
        var hasMarkup = inner.AsSpan().ContainsAny('{', ']', '<');
        return MarkdownText.Code(
            WebUtility.HtmlDecode(hasMarkup ? MarkdownText.Plain(Of(inner, _references, _depth + 1)) : inner));
    }

    /// <summary>Characters that have a name, such as <c>{plus}</c>; counters are not shown.</summary>
    private bool TakeCharacter()
    {
        var end = _text.IndexOf('}', _at, Math.Min(MaxName, _text.Length - _at));
        if (end < 0) return false;
        var name = _text[(_at + 1)..end];
        var isHidden = name.StartsWith("counter", StringComparison.Ordinal)
            || name.StartsWith("set:", StringComparison.Ordinal);
        var character = isHidden ? "" : AsciiDocAttributes.Character(name);
        if (character is null) return TakeUnknownAddress(end + 1);
        _plain.Append(character);
        _at = end + 1;
        return true;
    }

    /// <summary>A link whose address begins with an attribute that is set elsewhere: only its text is known.</summary>
    private bool TakeUnknownAddress(int from)
    {
        var open = _text.AsSpan(from, Math.Min(MaxMacro, _text.Length - from)).IndexOfAny("[] \n");
        if (open < 0 || _text[from + open] != '[' || EndOfBracket(from + open) is not { } close) return false;
        Append(Inner(AsciiDocMacros.LinkText(_text[(from + open + 1)..close])), close + 1);
        return true;
    }

    /// <summary>Roles say how the text after them looks; anchors within text are not shown.</summary>
    private bool TakeRole()
    {
        var end = _text.IndexOf(']', _at, Math.Min(MaxName, _text.Length - _at));
        if (end < 0) return false;
        var isAnchor = IsAt("[[") && CharacterAt(end + 1) == ']';
        var isRole = !char.IsLetterOrDigit(Previous) && CharacterAt(end + 1) is '#' or '*' or '_' or '`'
            && (CharacterAt(_at + 1) is '.' or '#' or '%' || char.IsAsciiLetterLower(CharacterAt(_at + 1)));
        if (!isAnchor && !isRole) return false;
        _at = end + (isAnchor ? 2 : 1);
        return true;
    }

    private bool TakeReference()
    {
        var end = _text.IndexOf(">>", _at, Math.Min(MaxMacro, _text.Length - _at), StringComparison.Ordinal);
        if (end < 0 || char.IsWhiteSpace(CharacterAt(_at + 2))) return false;
        var parts = _text[(_at + 2)..end].Split(',', 2);
        Append(Link(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : ""), end + 2);
        return true;
    }

    private bool TakeIndexTerm()
    {
        var isHidden = IsAt("(((");
        var (open, close) = isHidden ? (3, ")))") : (2, "))");
        var end = _text.IndexOf(close, _at, Math.Min(MaxName, _text.Length - _at), StringComparison.Ordinal);
        if (end < 0) return false;
        Append(isHidden ? "" : Inner(_text[(_at + open)..end]), end + close.Length);
        return true;
    }

    private bool TakeQuote(string mark, string open, string close)
    {
        if (EndOf($"`{mark}", _at + 2, isConstrained: false) is not { } end) return false;
        Append($"{open}{Inner(_text[(_at + 2)..end])}{close}", end + 2);
        return true;
    }

    private bool TakeApostrophe()
    {
        _plain.Append('’');
        _at += 2;
        return true;
    }

    private bool TakeWord()
    {
        if (!char.IsLetterOrDigit(_text[_at])) return false;
        if (MacroAt(_at) is { } macro)
        {
            var markdown = AsciiDocMacros.Markdown(macro, Inner, Link);
            var hasOwnSpace = markdown.StartsWith(' ')
                || (markdown.Length == 0 && char.IsWhiteSpace(CharacterAt(macro.End)));
            if (hasOwnSpace && _plain.Length > 0 && char.IsWhiteSpace(_plain[^1])) _plain.Length--;
            Append(markdown, macro.End);
            return true;
        }
        var end = _at + 1;
        while (char.IsLetterOrDigit(CharacterAt(end))
            || (CharacterAt(end) == '_' && char.IsLetterOrDigit(CharacterAt(end + 1)))) end++;
        _plain.Append(_text[_at..end]);
        _at = end;
        return true;
    }

    /// <summary><c>name:target[text]</c>, or an address with or without a text.</summary>
    private AsciiDocMacro? MacroAt(int at)
    {
        var end = at;
        while (end - at < MaxName && (char.IsAsciiLetterOrDigit(CharacterAt(end)) || CharacterAt(end) is '-' or '_'))
            end++;
        if (CharacterAt(end) != ':') return null;
        var name = _text[at..end];
        var isAddress = name is "http" or "https" or "ftp" or "irc"
            && string.CompareOrdinal(_text, end, "://", 0, 3) == 0;
        if (isAddress) return AddressAt(at);
        var isKnown = AsciiDocMacros.IsKnown(name);
        if (!isKnown && !(name.Length > 1 && name.All(char.IsAsciiLetterLower))) return null;
        var from = CharacterAt(end + 1) == ':' ? end + 2 : end + 1;
        var open = _text.AsSpan(from, Math.Min(MaxMacro, _text.Length - from)).IndexOfAny("[ \n");
        // An address in a link macro may have spaces in it, as may a menu.
        if (open >= 0 && _text[from + open] != '[' && name is "menu" or "link" or "xref")
            open = _text.AsSpan(from, Math.Min(MaxName, _text.Length - from)).IndexOf('[');
        if (open < 0 || (open == 0 && !isKnown) || _text[from + open] != '[') return null;
        return EndOfBracket(from + open) is not { } close ? null
            : new(name, _text[from..(from + open)], _text[(from + open + 1)..close], close + 1);
    }

    private AsciiDocMacro AddressAt(int at)
    {
        var end = _text.AsSpan(at).IndexOfAny(AddressEnds) is >= 0 and var length ? at + length : _text.Length;
        if (CharacterAt(end) == '[' && EndOfBracket(end) is { } close)
            return new("link", _text[at..end], _text[(end + 1)..close], close + 1);
        while (".,:;!?'*_+".Contains(_text[end - 1])
            || (_text[end - 1] == ')' && !_text.AsSpan(at, end - at).Contains('('))) end--;
        return new("link", _text[at..end], "", end);
    }

    private int? EndOfBracket(int open)
    {
        var depth = 0;
        for (var i = open; i < Math.Min(_text.Length, open + MaxMacro); i++)
        {
            if (_text[i] == '\\') i++;
            else if (_text[i] == '[') depth++;
            else if (_text[i] == ']' && --depth == 0) return i;
        }
        return null;
    }

    /// <summary>A link to a section of this or another document.</summary>
    private string Link(string target, string text)
    {
        var hash = target.IndexOf('#');
        var (file, id) = hash < 0 ? (target.Contains('.') ? target : "", target.Contains('.') ? "" : target)
            : (target[..hash], target[(hash + 1)..]);
        if (text.Length == 0) text = file.Length == 0 ? _references.TitleOf(id) : AsciiDocReferences.NameOf(file, id);
        // Where a resource of another component or module is published is not known.
        if (file.AsSpan().ContainsAny(":@$")) return Inner(text);
        if (file.Length == 0) id = _references.AnchorOf(id);
        else file = _references.LinkTo(file);
        return MarkdownText.Link(Inner(text), id.Length > 0 ? $"{file}#{id}" : file);
    }

    private string Inner(string text) => Of(text, _references, _depth + 1);

    private void Append(string markdown, int next)
    {
        Flush();
        _markdown.Append(markdown);
        _at = next;
    }

    private void Flush()
    {
        _markdown.Append(MarkdownText.Escape(WebUtility.HtmlDecode(_plain.ToString())));
        _plain.Clear();
    }
}
