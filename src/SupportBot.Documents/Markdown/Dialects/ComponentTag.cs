using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

// A JSX tag such as <Tab title="npm" value={…}>. Texts are string attributes; expressions are omitted.
internal sealed record ComponentTag(
    string Name, bool IsClosing, bool IsEmpty, IReadOnlyDictionary<string, string> Texts, bool HasAttributes,
    bool HasExpressions, int Length)
{
    public const int MaxLength = 16_000;

    private static readonly string[] TitleNames =
        ["title", "label", "summary", "header", "heading", "question", "path", "query", "body", "param", "name"];

    private static readonly string[] KindNames = ["type", "kind", "severity", "variant", "status", "intent", "color"];

    public bool IsComponent => char.IsAsciiLetterUpper(Name[0]);

    // The title shown above the component's content, or null.
    public string? Title => IsEmpty && !Texts.ContainsKey("title") && !Texts.ContainsKey("label") ? null
        : TitleNames.Select(name => Texts.GetValueOrDefault(name)?.Trim())
            .FirstOrDefault(title => title is { Length: > 0 });

    // Components can have their content as an attribute.
    public string? Description => Texts.GetValueOrDefault("description")?.Trim() is { Length: > 0 } text ? text : null;

    public Admonition Admonition => Admonitions.Of(
        Name[(Name.LastIndexOf('.') + 1)..],
        KindNames.Select(name => Texts.GetValueOrDefault(name)).FirstOrDefault(kind => kind is not null));

    public string Html
    {
        get
        {
            var attributes = Texts.Where(text => !text.Value.Contains('"'))
                .Select(text => $" {text.Key}=\"{text.Value}\"");
            return $"<{(IsClosing ? "/" : "")}{Name}{string.Concat(attributes)}{(IsEmpty ? " /" : "")}>";
        }
    }

    // isCut: the text ends within a possible tag. Returns null if there is no tag.
    public static ComponentTag? Read(string text, int start, out bool isCut)
    {
        var reader = new Reader(text, start, Math.Min(text.Length, start + MaxLength));
        var tag = reader.Read();
        isCut = tag is null && reader.IsAtEnd && text.Length - start < MaxLength;
        return tag;
    }

    private sealed class Reader(string text, int start, int end)
    {
        private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
        private int _at = start + 1;
        private bool _hasAttributes;
        private bool _hasExpressions;

        public bool IsAtEnd => _at >= end;

        public ComponentTag? Read()
        {
            var isClosing = TryTake('/');
            if (IsAtEnd || !char.IsAsciiLetter(text[_at])) return null;
            var name = Take(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-');
            while (true)
            {
                var from = _at;
                Take(char.IsWhiteSpace);
                if (IsAtEnd) return null;
                var isEmpty = TryTake('/');
                if (TryTake('>'))
                    return new(name, isClosing, isEmpty, _texts, _hasAttributes, _hasExpressions, _at - start);
                if (isEmpty || _at == from || isClosing || !TryReadAttribute()) return null;
            }
        }

        private bool TryReadAttribute()
        {
            _hasAttributes = true;
            if (text[_at] == '{') return TryReadExpression(out _);
            var name = Take(character =>
                char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or ':' or '.' or '@');
            if (name.Length == 0) return false;
            Take(char.IsWhiteSpace);
            if (!TryTake('=')) return true;
            Take(char.IsWhiteSpace);
            if (IsAtEnd) return false;
            var value = "";
            var isRead = text[_at] switch
            {
                '"' or '\'' => TryReadQuoted(text[_at], out value),
                '{' => TryReadExpression(out value),
                _ => (value = Take(IsOfUnquoted)).Length > 0,
            };
            if (isRead && value.Length > 0) _texts.TryAdd(name, value);
            return isRead;
        }

        private static bool IsOfUnquoted(char character) =>
            !char.IsWhiteSpace(character) && character is not ('>' or '"' or '\'' or '<' or '{');

        private bool TryReadQuoted(char quote, out string value)
        {
            var close = text.IndexOf(quote, _at + 1, end - _at - 1);
            value = close < 0 ? "" : text[(_at + 1)..close];
            _at = close < 0 ? end : close + 1;
            return close >= 0;
        }

        // A string literal in braces is read as text.
        private bool TryReadExpression(out string value)
        {
            var from = _at;
            var depth = 0;
            value = "";
            do
            {
                if (text[_at] is '"' or '\'' or '`')
                {
                    if (!TryReadQuoted(text[_at], out _)) return false;
                    continue;
                }
                if (text[_at] == '{') depth++;
                else if (text[_at] == '}') depth--;
                _at++;
            }
            while (depth > 0 && !IsAtEnd);
            if (depth > 0) return false;
            var inner = text[(from + 1)..(_at - 1)].Trim();
            var isText = inner is ['"' or '\'' or '`', _, ..] && inner.LastIndexOf(inner[0]) == inner.Length - 1
                && inner.IndexOf(inner[0], 1) == inner.Length - 1 && !inner.Contains("${", StringComparison.Ordinal);
            if (isText) value = inner[1..^1];
            _hasExpressions = true;
            return true;
        }

        private bool TryTake(char character)
        {
            if (IsAtEnd || text[_at] != character) return false;
            _at++;
            return true;
        }

        private string Take(Func<char, bool> isTaken)
        {
            var from = _at;
            while (!IsAtEnd && isTaken(text[_at])) _at++;
            return text[from.._at];
        }
    }
}
