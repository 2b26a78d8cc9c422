using System.Text;

namespace SupportBot.Documents.ReStructuredText;

internal sealed class RstInlines : InlineScanner
{
    private const int Deepest = 3;

    private const int MaxName = 100;
    private const string Openings = "'\"([{<";
    private const string Closings = "'\")]}>";

    private readonly RstReferences _references;
    private readonly int _depth;

    private RstInlines(string text, RstReferences references, int depth)
        : base(text) => (_references, _depth) = (references, depth);

    public static string Of(string text, RstReferences references) => Of(text, references, 0);

    private static string Of(string text, RstReferences references, int depth) =>
        depth > Deepest ? MarkdownText.Escape(text) : new RstInlines(text, references, depth).Read();

    protected override bool Take() => TakeEscape() || TakeMarkup() || TakeWord();

    private bool TakeEscape()
    {
        if (Source[At] != '\\') return false;
        var escaped = CharacterAt(At + 1);
        if (!char.IsWhiteSpace(escaped)) Plain.Append(escaped);
        At += 2;
        return true;
    }

    private bool TakeMarkup() => Source[At] switch
    {
        '`' when IsAt("``") => TakeSpan("``", MarkdownText.Code),
        '*' when IsAt("**") => TakeSpan("**", inner => MarkdownText.Bold(Text(inner)))
            || TakeSpan("*", inner => MarkdownText.Around("*", Text(inner))),
        '*' => TakeSpan("*", inner => MarkdownText.Around("*", Text(inner))),
        '`' => TakeInterpreted(""),
        ':' => RoleAt() is { } role && TakeInterpreted(role),
        '_' when CharacterAt(At + 1) == '`' => TakeTarget(),
        '|' => TakeSpan("|", Substitution),
        '[' => TakeFootnote(),
        _ => false,
    };

    private bool TakeSpan(string mark, Func<string, string> markdown)
    {
        if (!IsStart(At + mark.Length) || EndOf(mark, At + mark.Length) is not { } end) return false;
        Append(markdown(Source[(At + mark.Length)..end]), end + mark.Length);
        return true;
    }

    // Text in single backquotes: a link if an underscore follows, otherwise as its role defines.
    private bool TakeInterpreted(string role)
    {
        var from = At + (role.Length > 0 ? role.Length + 3 : 1);
        if (!IsStart(from) || EndOf("`", from) is not { } end) return false;
        var inner = Source[from..end];
        end++;
        if (role.Length == 0 && CharacterAt(end) == '_')
        {
            var isAnonymous = CharacterAt(end + 1) == '_';
            Append(Hyperlink(inner, isAnonymous), end + (isAnonymous ? 2 : 1));
        }
        else Append(RstRoles.Markdown(role, inner, _references), end);
        return true;
    }

    private bool TakeTarget()
    {
        if (EndOf("`", At + 2) is not { } end) return false;
        Append(Text(Source[(At + 2)..end]), end + 1);
        return true;
    }

    private bool TakeFootnote()
    {
        var end = Source.IndexOf(']', At, Math.Min(MaxName, Source.Length - At));
        if (end < 0 || CharacterAt(end + 1) != '_' || char.IsLetterOrDigit(CharacterAt(end + 2))) return false;
        if (_references.Footnote(Source[(At + 1)..end]) is not { } text) return false;
        if (char.IsWhiteSpace(Previous)) Plain.Length--;
        Append(text.Length > 0 ? $" ({Of(text, _references, _depth + 1).TrimEnd('.')})" : "", end + 2);
        return true;
    }

    // A word is a link if it is a URL, or a target followed by an underscore.
    private bool TakeWord()
    {
        if (!char.IsLetterOrDigit(Source[At])) return false;
        if (IsAt("http://") || IsAt("https://")) return TakeAddress();
        var end = At + 1;
        while (char.IsLetterOrDigit(CharacterAt(end))
            || ("-._+:".Contains(CharacterAt(end)) && char.IsLetterOrDigit(CharacterAt(end + 1)))) end++;
        var name = Source[At..end];
        var marks = CharacterAt(end) != '_' ? 0 : CharacterAt(end + 1) == '_' ? 2 : 1;
        var next = CharacterAt(end + marks);
        var isReference = marks > 0 && !char.IsLetterOrDigit(next) && next != '_';
        if (isReference && (marks == 2 ? _references.AnonymousUrl() : _references.Url(name)) is { } url)
            Append(MarkdownText.Link(Text(name), url), end + marks);
        else
        {
            Plain.Append(name);
            At = isReference && _references.Title(name) is not null ? end + marks : end;
        }
        return true;
    }

    private bool TakeAddress()
    {
        var end = Source.AsSpan(At).IndexOfAny(" <>\"`") is >= 0 and var length ? At + length : Source.Length;
        while (".,:;!?'*\\".Contains(Source[end - 1])
            || (Source[end - 1] == ')' && !Source.AsSpan(At, end - At).Contains('('))) end--;
        Append(MarkdownText.AutoLink(Source[At..end]), end);
        return true;
    }

    private string Hyperlink(string inner, bool isAnonymous)
    {
        var (text, target) = RstRoles.TextAndTarget(inner);
        var url = target is null ? isAnonymous ? _references.AnonymousUrl() : _references.Url(Unescape(inner))
            : target.EndsWith('_') ? _references.Url(target.TrimEnd('_').Trim('`')) : target;
        if (url is null) return Text(text);
        return MarkdownText.Link(Text(text), url.Replace(" ", "", StringComparison.Ordinal));
    }

    private string Substitution(string name) => _references.Substitution(name) is { } text
        ? Of(text, _references, _depth + 1) : Text(name);

    // The role after text in backquotes: `text`:ref:
    private string? RoleAt()
    {
        if (char.IsLetterOrDigit(Previous)) return null;
        var end = Source.IndexOf(":`", At + 1, Math.Min(MaxName, Source.Length - At - 1), StringComparison.Ordinal);
        var role = end < 0 ? "" : Source[(At + 1)..end];
        return role.Length > 0 && role.All(c => char.IsLetterOrDigit(c) || "-._+:".Contains(c)) ? role : null;
    }

    private bool IsStart(int inner) => !char.IsLetterOrDigit(Previous) && !char.IsWhiteSpace(CharacterAt(inner))
        && !(Openings.IndexOf(Previous) is >= 0 and var quote && Closings[quote] == CharacterAt(inner));

    private int? EndOf(string mark, int from)
    {
        if (Unclosed.Contains(mark)) return null;
        for (var end = Source.IndexOf(mark, from, StringComparison.Ordinal); end >= 0;
            end = Source.IndexOf(mark, end + 1, StringComparison.Ordinal))
            if (end > from && !char.IsWhiteSpace(Source[end - 1]) && (Source[end - 1] != '\\' || mark == "``")
                && !char.IsLetterOrDigit(CharacterAt(end + mark.Length)) && CharacterAt(end + mark.Length) != mark[0])
                return end;
        Unclosed.Add(mark);
        return null;
    }

    private static string Text(string text) => MarkdownText.Escape(Unescape(text));

    internal static string Unescape(string text)
    {
        if (!text.Contains('\\')) return text;
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
            if (text[i] != '\\') plain.Append(text[i]);
            else if (++i < text.Length && !char.IsWhiteSpace(text[i])) plain.Append(text[i]);
        return plain.ToString();
    }
}
