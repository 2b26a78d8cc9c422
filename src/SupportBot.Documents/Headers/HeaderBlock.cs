namespace SupportBot.Documents.Headers;

// Text is between the fences; LinesBefore counts the lines of the file above it.
internal sealed record HeaderBlock(HeaderSyntax Syntax, string Text, int LinesBefore, string Body)
{
    private const int MaxLength = 16_384;

    private static readonly HeaderSyntax.Invalid TooLong =
        new(1, $"it is longer than {MaxLength} characters");

    public static readonly HeaderSyntax.Invalid NoEnd = new(1, "it has no end");

    public static HeaderBlock? Find(string text)
    {
        var start = SkipBlanksAndComments(text);
        var opening = LineAt(text, start).Trim().ToString().ToLowerInvariant()
            .Replace(" ", "", StringComparison.Ordinal);
        return opening switch
        {
            "---" or "---yaml" or "---yml" => Fenced(text, start, ["---", "..."], YamlHeader.Read),
            "+++" or "+++toml" => Fenced(text, start, ["+++"], TomlHeader.Read),
            "---toml" => Fenced(text, start, ["---"], TomlHeader.Read),
            "---json" => Fenced(text, start, ["---"], Json),
            ";;;" => Fenced(text, start, [";;;"], Json),
            ['{', ..] when IsJson(text.AsSpan(start + 1)) => Object(text, start),
            _ => null,
        };
    }

    private static HeaderBlock? Fenced(string text, int start, string[] endings, Func<string, HeaderSyntax> parse)
    {
        var from = NextLine(text, start);
        var linesBefore = text.AsSpan(0, from).Count('\n');
        for (var at = from; at < text.Length; at = NextLine(text, at))
        {
            if (!endings.Contains(LineAt(text, at).TrimEnd().ToString())) continue;
            var inner = text[from..at];
            var syntax = inner.Length > MaxLength ? TooLong : parse(inner);
            if (syntax is HeaderSyntax.Invalid && !HasAssignment(inner)) syntax = new HeaderSyntax.NoMapping();
            return new(syntax, inner, linesBefore, text[NextLine(text, at)..]);
        }
        var rest = text.AsSpan(from).TrimStart();
        return AudienceSpelling.IsAssignment(LineAt(rest, 0)) ? new(NoEnd, text[from..], linesBefore, "") : null;
    }

    private static bool HasAssignment(ReadOnlySpan<char> text)
    {
        foreach (var line in text.Split('\n'))
            if (AudienceSpelling.IsAssignment(text[line].Trim())) return true;
        return false;
    }

    private static HeaderBlock Object(string text, int start)
    {
        var linesBefore = text.AsSpan(0, start).Count('\n');
        var part = text[start..Math.Min(text.Length, start + MaxLength)];
        var syntax = JsonHeader.Read(part, out var length);
        if (syntax is HeaderSyntax.Invalid && text.Length > start + MaxLength) syntax = TooLong;
        return new(syntax, part[..(length > 0 ? length : part.Length)], linesBefore, text[(start + length)..]);
    }

    private static HeaderSyntax Json(string text) =>
        JsonHeader.Read(text.TrimStart().StartsWith('{') ? text : $"{{{text}}}", out _);

    // An object starts with a key, unlike {% tag %} and {: .class}.
    private static bool IsJson(ReadOnlySpan<char> inner)
    {
        inner = inner.TrimStart();
        return inner is ['"', ..] or ['}', ..]
            || (inner is [var first, ..] && char.IsLetter(first) && AudienceSpelling.IsAssignment(LineAt(inner, 0)));
    }

    private static int SkipBlanksAndComments(string text)
    {
        const string Open = "<!--", Close = "-->";
        for (var at = 0; ;)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or '\u200B')) at++;
            if (string.CompareOrdinal(text, at, Open, 0, Open.Length) != 0) return at;
            var end = text.IndexOf(Close, at, StringComparison.Ordinal);
            if (end < 0) return at;
            at = end + Close.Length;
        }
    }

    private static ReadOnlySpan<char> LineAt(ReadOnlySpan<char> text, int at) =>
        text[at..].IndexOf('\n') is >= 0 and var length ? text.Slice(at, length) : text[at..];

    private static int NextLine(string text, int at) =>
        text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;
}
