using System.Buffers;
using System.Net;

namespace SupportBot.Documents.AsciiDoc;

internal sealed class AsciiDocInlines : InlineScanner
{
    private const int Deepest = 5;

    private const int MaxName = 100;
    private const int MaxMacro = 2_000;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \n<>[]\"`");

    private readonly AsciiDocReferences _references;
    private readonly int _depth;

    private AsciiDocInlines(string text, AsciiDocReferences references, int depth)
        : base(text) => (_references, _depth) = (references, depth);

    public static string Of(string text, AsciiDocReferences references) => Of(text, references, 0);

    private static string Of(string text, AsciiDocReferences references, int depth) =>
        depth > Deepest ? MarkdownText.Escape(text) : new AsciiDocInlines(text, references, depth).Read();

    protected override bool Take() => TakeMarkup() || TakeWord();

    protected override string Decode(string plain) => WebUtility.HtmlDecode(plain);

    private bool TakeMarkup() => Source[At] switch
    {
        '\\' => TakeEscape(),
        '*' => TakeFormat('*', inner => MarkdownText.Bold(Inner(inner))),
        '_' => TakeFormat('_', inner => MarkdownText.Around("*", Inner(inner))),
        '`' when CharacterAt(At + 1) == '\'' && char.IsLetter(Previous) => TakeApostrophe(),
        '`' => TakeFormat('`', Code),
        '#' => TakeFormat('#', Inner),
        '+' => IsAt("+++") ? TakeSpan("+++", MarkdownText.Escape) : TakeFormat('+', MarkdownText.Escape),
        '^' => TakeSpan("^", Inner, isWord: true),
        '~' => TakeSpan("~", Inner, isWord: true),
        '{' => TakeCharacter(),
        '[' => TakeRole(),
        '<' when IsAt("<<") => TakeReference(),
        '(' when IsAt("((") => TakeIndexTerm(),
        '"' when CharacterAt(At + 1) == '`' => TakeQuote("\"", "“", "”"),
        '\'' when CharacterAt(At + 1) == '`' => TakeQuote("'", "‘", "’"),
        _ => false,
    };

    // A backslash before markup makes it literal.
    private bool TakeEscape()
    {
        var next = CharacterAt(At + 1);
        if (!"*_`#+^~{<[(\"'".Contains(next) && !char.IsAsciiLetter(next)) return false;
        var isMacro = char.IsAsciiLetter(next) && MacroAt(At + 1) is not null;
        if (char.IsAsciiLetter(next) && !isMacro) return false;
        var end = At + 1;
        while (CharacterAt(end) == next && next is '*' or '_' or '`' or '#' or '+' or '<') end++;
        end = Math.Max(end, At + 2);
        Plain.Append(Source[(At + 1)..end]);
        At = end;
        return true;
    }

    // Doubled marks apply anywhere, single ones only around whole words.
    private bool TakeFormat(char mark, Func<string, string> markdown) =>
        (CharacterAt(At + 1) == mark && TakeSpan($"{mark}{mark}", markdown))
        || (!char.IsLetterOrDigit(Previous) && Previous is not (':' or ';' or '}') && CharacterAt(At + 1) != mark
            && TakeSpan($"{mark}", markdown, isConstrained: true));

    private bool TakeSpan(string mark, Func<string, string> markdown, bool isConstrained = false, bool isWord = false)
    {
        var from = At + mark.Length;
        if (isConstrained && char.IsWhiteSpace(CharacterAt(from))) return false;
        if (EndOf(mark, from, isConstrained) is not { } end) return false;
        var inner = Source[from..end];
        if (isWord && inner.AsSpan().IndexOfAny(" \n") >= 0) return false;
        Append(markdown(inner), end + mark.Length);
        return true;
    }

    private int? EndOf(string mark, int from, bool isConstrained)
    {
        if (Unclosed.Contains(mark)) return null;
        for (var end = Source.IndexOf(mark, from, StringComparison.Ordinal); end >= 0;
            end = Source.IndexOf(mark, end + 1, StringComparison.Ordinal))
            if (end > from && (!isConstrained || (!char.IsWhiteSpace(Source[end - 1])
                && !char.IsLetterOrDigit(CharacterAt(end + 1)) && CharacterAt(end + 1) != '_')))
                return end;
        Unclosed.Add(mark);
        return null;
    }

    // Code can contain a link or passthrough text.
    private string Code(string inner)
    {
        if (inner is ['+', _, .., '+']) return MarkdownText.Code(inner[1..^1]);
        var hasMarkup = inner.AsSpan().ContainsAny('{', ']', '<');
        return MarkdownText.Code(
            WebUtility.HtmlDecode(hasMarkup ? MarkdownText.Plain(Of(inner, _references, _depth + 1)) : inner));
    }

    private bool TakeCharacter()
    {
        var end = Source.IndexOf('}', At, Math.Min(MaxName, Source.Length - At));
        if (end < 0) return false;
        var name = Source[(At + 1)..end];
        var isHidden = name.StartsWith("counter", StringComparison.Ordinal)
            || name.StartsWith("set:", StringComparison.Ordinal);
        var character = isHidden ? "" : AsciiDocAttributes.Character(name);
        if (character is null) return TakeUnknownAddress(end + 1);
        Plain.Append(character);
        At = end + 1;
        return true;
    }

    // If the URL starts with an attribute that is set elsewhere, only the link text is known.
    private bool TakeUnknownAddress(int from)
    {
        var open = Source.AsSpan(from, Math.Min(MaxMacro, Source.Length - from)).IndexOfAny("[] \n");
        if (open < 0 || Source[from + open] != '[' || EndOfBracket(from + open) is not { } close) return false;
        Append(Inner(AsciiDocMacros.LinkText(Source[(from + open + 1)..close])), close + 1);
        return true;
    }

    private bool TakeRole()
    {
        var end = Source.IndexOf(']', At, Math.Min(MaxName, Source.Length - At));
        if (end < 0) return false;
        var isAnchor = IsAt("[[") && CharacterAt(end + 1) == ']';
        var isRole = !char.IsLetterOrDigit(Previous) && CharacterAt(end + 1) is '#' or '*' or '_' or '`'
            && (CharacterAt(At + 1) is '.' or '#' or '%' || char.IsAsciiLetterLower(CharacterAt(At + 1)));
        if (!isAnchor && !isRole) return false;
        At = end + (isAnchor ? 2 : 1);
        return true;
    }

    private bool TakeReference()
    {
        var end = Source.IndexOf(">>", At, Math.Min(MaxMacro, Source.Length - At), StringComparison.Ordinal);
        if (end < 0 || char.IsWhiteSpace(CharacterAt(At + 2))) return false;
        var parts = Source[(At + 2)..end].Split(',', 2);
        Append(Link(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : ""), end + 2);
        return true;
    }

    private bool TakeIndexTerm()
    {
        var isHidden = IsAt("(((");
        var (open, close) = isHidden ? (3, ")))") : (2, "))");
        var end = Source.IndexOf(close, At, Math.Min(MaxName, Source.Length - At), StringComparison.Ordinal);
        if (end < 0) return false;
        Append(isHidden ? "" : Inner(Source[(At + open)..end]), end + close.Length);
        return true;
    }

    private bool TakeQuote(string mark, string open, string close)
    {
        if (EndOf($"`{mark}", At + 2, isConstrained: false) is not { } end) return false;
        Append($"{open}{Inner(Source[(At + 2)..end])}{close}", end + 2);
        return true;
    }

    private bool TakeApostrophe()
    {
        Plain.Append('’');
        At += 2;
        return true;
    }

    private bool TakeWord()
    {
        if (!char.IsLetterOrDigit(Source[At])) return false;
        if (MacroAt(At) is { } macro)
        {
            var markdown = AsciiDocMacros.Markdown(macro, Inner, Link);
            var hasOwnSpace = markdown.StartsWith(' ')
                || (markdown.Length == 0 && char.IsWhiteSpace(CharacterAt(macro.End)));
            if (hasOwnSpace && Plain.Length > 0 && char.IsWhiteSpace(Plain[^1])) Plain.Length--;
            Append(markdown, macro.End);
            return true;
        }
        var end = At + 1;
        while (char.IsLetterOrDigit(CharacterAt(end))
            || (CharacterAt(end) == '_' && char.IsLetterOrDigit(CharacterAt(end + 1)))) end++;
        Plain.Append(Source[At..end]);
        At = end;
        return true;
    }

    // name:target[text], or a URL with or without text.
    private AsciiDocMacro? MacroAt(int at)
    {
        var end = at;
        while (end - at < MaxName && (char.IsAsciiLetterOrDigit(CharacterAt(end)) || CharacterAt(end) is '-' or '_'))
            end++;
        if (CharacterAt(end) != ':') return null;
        var name = Source[at..end];
        var isAddress = name is "http" or "https" or "ftp" or "irc"
            && string.CompareOrdinal(Source, end, "://", 0, 3) == 0;
        if (isAddress) return AddressAt(at);
        var isKnown = AsciiDocMacros.IsKnown(name);
        if (!isKnown && !(name.Length > 1 && name.All(char.IsAsciiLetterLower))) return null;
        var from = CharacterAt(end + 1) == ':' ? end + 2 : end + 1;
        var open = Source.AsSpan(from, Math.Min(MaxMacro, Source.Length - from)).IndexOfAny("[ \n");
        // Targets of link macros and menus can contain spaces.
        if (open >= 0 && Source[from + open] != '[' && name is "menu" or "link" or "xref")
            open = Source.AsSpan(from, Math.Min(MaxName, Source.Length - from)).IndexOf('[');
        if (open < 0 || (open == 0 && !isKnown) || Source[from + open] != '[') return null;
        return EndOfBracket(from + open) is not { } close ? null
            : new(name, Source[from..(from + open)], Source[(from + open + 1)..close], close + 1);
    }

    private AsciiDocMacro AddressAt(int at)
    {
        var end = Source.AsSpan(at).IndexOfAny(AddressEnds) is >= 0 and var length ? at + length : Source.Length;
        if (CharacterAt(end) == '[' && EndOfBracket(end) is { } close)
            return new("link", Source[at..end], Source[(end + 1)..close], close + 1);
        while (".,:;!?'*_+".Contains(Source[end - 1])
            || (Source[end - 1] == ')' && !Source.AsSpan(at, end - at).Contains('('))) end--;
        return new("link", Source[at..end], "", end);
    }

    private int? EndOfBracket(int open)
    {
        var depth = 0;
        for (var i = open; i < Math.Min(Source.Length, open + MaxMacro); i++)
        {
            if (Source[i] == '\\') i++;
            else if (Source[i] == '[') depth++;
            else if (Source[i] == ']' && --depth == 0) return i;
        }
        return null;
    }

    private string Link(string target, string text)
    {
        var hash = target.IndexOf('#');
        var (file, id) = hash < 0 ? (target.Contains('.') ? target : "", target.Contains('.') ? "" : target)
            : (target[..hash], target[(hash + 1)..]);
        if (text.Length == 0) text = file.Length == 0 ? _references.TitleOf(id) : AsciiDocReferences.NameOf(file, id);
        // The URL of a resource in another component or module is unknown.
        if (file.AsSpan().ContainsAny(":@$")) return Inner(text);
        if (file.Length == 0) id = _references.AnchorOf(id);
        else file = _references.LinkTo(file);
        return MarkdownText.Link(Inner(text), id.Length > 0 ? $"{file}#{id}" : file);
    }

    private string Inner(string text) => Of(text, _references, _depth + 1);
}
