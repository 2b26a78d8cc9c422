using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown.Dialects;

/// <summary>A tag of JSX: <c>&lt;Tab title="npm" value={…}&gt;</c>.</summary>
/// <param name="Name">Such as <c>Tabs.Item</c>.</param>
/// <param name="IsClosing">Whether it begins with <c>&lt;/</c>.</param>
/// <param name="IsEmpty">Whether it ends with <c>/&gt;</c>.</param>
/// <param name="Texts">Attributes that are text, by name; those that are expressions are left out.</param>
/// <param name="HasAttributes">Whether it has any attribute.</param>
/// <param name="HasExpressions">Whether an attribute is an expression, which HTML does not know.</param>
/// <param name="Length">Characters of the tag.</param>
internal sealed record ComponentTag(
    string Name, bool IsClosing, bool IsEmpty, IReadOnlyDictionary<string, string> Texts, bool HasAttributes,
    bool HasExpressions, int Length)
{
    /// <summary>The longest tag that is read, in characters.</summary>
    public const int MaxLength = 16_000;

    private static readonly string[] TitleNames =
        ["title", "label", "summary", "header", "heading", "question", "path", "query", "body", "param", "name"];

    private static readonly string[] KindNames = ["type", "kind", "severity", "variant", "status", "intent", "color"];

    /// <summary>Whether its name is that of a component, which begins with a capital letter.</summary>
    public bool IsComponent => char.IsAsciiLetterUpper(Name[0]);

    /// <summary>What readers see above the component's content; null where that is nothing.</summary>
    public string? Title => IsEmpty && !Texts.ContainsKey("title") && !Texts.ContainsKey("label") ? null
        : TitleNames.Select(name => Texts.GetValueOrDefault(name)?.Trim())
            .FirstOrDefault(title => title is { Length: > 0 });

    /// <summary>The content of a component that has it as an attribute.</summary>
    public string? Description => Texts.GetValueOrDefault("description")?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The admonition that it begins, by its name or by the kind that it names.</summary>
    public Admonition Admonition => Admonitions.Of(
        Name[(Name.LastIndexOf('.') + 1)..],
        KindNames.Select(name => Texts.GetValueOrDefault(name)).FirstOrDefault(kind => kind is not null));

    /// <summary>The tag as HTML, without its expressions.</summary>
    public string Html
    {
        get
        {
            var attributes = Texts.Where(text => !text.Value.Contains('"'))
                .Select(text => $" {text.Key}=\"{text.Value}\"");
            return $"<{(IsClosing ? "/" : "")}{Name}{string.Concat(attributes)}{(IsEmpty ? " /" : "")}>";
        }
    }

    /// <param name="text">A text that holds the tag.</param>
    /// <param name="start">Where its <c>&lt;</c> is.</param>
    /// <param name="isCut">Whether the text ends within what may be a tag.</param>
    /// <returns>Null where no tag begins.</returns>
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

        /// <summary>Between braces; a literal text among them is taken as a text.</summary>
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
