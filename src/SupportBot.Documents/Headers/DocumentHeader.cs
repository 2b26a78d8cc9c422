using System.Buffers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Headers;

// Metadata at the top of a file: YAML between --- lines, TOML between +++ lines, or a JSON object. Anything that
// resembles an audience but is invalid rejects the file, so that no typing error publishes it.
internal sealed record DocumentHeader(IReadOnlyDictionary<string, string> Values, string Body, int BodyLine)
{
    private const string Audience = "audience";
    private const int MaxTop = 1000;
    private const string NeedsEnd = "Put a line of --- below it, or +++ where it begins with that.";
    private const string NeedsQuotes = "Put values with a colon or a quote in quotes.";
    private const string HowTo = "Write audience: internal or audience: public into the front matter.";

    private static readonly SearchValues<char> RuleCharacters = SearchValues.Create("-+=;*_~`—–");

    // Returns null without a rejection if there is no header.
    public static DocumentHeader? Read(string text, out ReadResult.Rejected? rejected)
    {
        var block = HeaderBlock.Find(text);
        rejected = null;
        if (block is null or { Syntax: HeaderSyntax.NoMapping }) return new(new Dictionary<string, string>(), text, 0);
        if (block.Syntax is not HeaderSyntax.Entries entries)
        {
            rejected = Invalid(block, (HeaderSyntax.Invalid)block.Syntax);
            return null;
        }
        var values = ReadValues(entries.List, block.LinesBefore, out rejected);
        rejected ??= StrayLine(block, values);
        return rejected is null ? new(values, block.Body, text.AsSpan(0, text.Length - block.Body.Length).Count('\n'))
            : null;
    }

    // Rejects text that assigns an audience outside the front matter, except in code further down.
    public ReadResult.Rejected? FindStrayAudience()
    {
        var (line, fence, isTop) = (BodyLine, "", true);
        foreach (var range in Body.AsSpan().Split('\n'))
        {
            line++;
            var text = Body.AsSpan()[range];
            var trimmed = text.Trim();
            if (trimmed.IsEmpty) continue;
            var opens = fence.Length == 0 && IsFence(trimmed);
            var closes = fence.Length > 0 && trimmed.StartsWith(fence);
            var isCode = !isTop && (fence.Length > 0 || text.StartsWith("    ") || text[0] == '\t');
            if (!isCode && (AudienceSpelling.IsStrayLine(text)
                || (isTop && AudienceSpelling.IsAudienceAssignment(trimmed))))
                return Reject(line, $"'{Short(trimmed)}' stands outside of the front matter. {HowTo}",
                    isAudience: true);
            fence = opens ? FenceOf(trimmed) : closes ? "" : fence;
            isTop &= opens || AudienceSpelling.IsAssignment(trimmed) || trimmed.IndexOfAnyExcept(RuleCharacters) < 0;
        }
        return AudienceSpelling.IsIn(Top())
            ? Reject(
                BodyLine + 1,
                $"The text before the first heading seems to be front matter that cannot be read. {HowTo}", true)
            : null;
    }

    // Adds metadata that the format has outside the front matter, by line of the body. The first field of a name
    // applies, but audiences must agree. The body keeps its number of lines.
    public DocumentHeader? With(IEnumerable<HeaderEntry> fields, string body, out ReadResult.Rejected? rejected)
    {
        var values = new Dictionary<string, string>(Values, StringComparer.OrdinalIgnoreCase);
        rejected = null;
        foreach (var (key, value, _, at) in fields)
        {
            var text = value?.Trim() ?? "";
            if (IsAudience(key) && !values.GetValueOrDefault(Audience, text).Trim().Equals(
                text, StringComparison.OrdinalIgnoreCase))
                rejected = Reject(BodyLine + at, "The document has two audiences. Keep one of them.", isAudience: true);
            else if (!IsAudience(key)) rejected = Check(key, text, BodyLine + at);
            if (rejected is not null) return null;
            values.TryAdd(key.Trim(), text);
        }
        return new(values, body, BodyLine);
    }

    // The text before the first heading or HTML element, the reach of a damaged header.
    private string Top()
    {
        foreach (var line in Body.AsSpan(0, Math.Min(Body.Length, MaxTop)).Split('\n'))
            if (Body.AsSpan()[line] is ['#' or '<', ..]) return Body[..line.Start.Value];
        return Body[..Math.Min(Body.Length, MaxTop)];
    }

    public static ReadResult.Rejected? Check(string key, string? value, int line) =>
        AudienceSpelling.IsSynonym(key, value) ? NotRead(key, line) : CheckNested(key, line);

    public static ReadResult.Rejected Reject(int line, string reason, bool isAudience) =>
        new($"Line {line}: {reason}") { IsAudienceUnclear = isAudience };

    private static ReadResult.Rejected? CheckNested(string key, int line) =>
        IsAudience(key) ? Reject(line, $"'{Audience}' is not at the top level of the front matter. Move it there.",
            true)
        : AudienceSpelling.IsNearKey(key) ? NotRead(key, line)
        : null;

    private static ReadResult.Rejected NotRead(string key, int line) =>
        Reject(line, $"'{Short(key)}' is not read. {HowTo}", true);

    private static bool IsAudience(string key) => key.Trim().Equals(Audience, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, string> ReadValues(
        IReadOnlyList<HeaderEntry> entries, int linesBefore, out ReadResult.Rejected? rejected)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        rejected = null;
        foreach (var (key, value, depth, at) in entries)
        {
            var line = linesBefore + at;
            if (depth > 1) rejected = CheckNested(key, line);
            else if (!IsAudience(key)) rejected = Check(key, value, line);
            // Lists and mappings are not valid values of any key.
            if (rejected is null && depth == 1 && !values.TryAdd(key.Trim(), value ?? "[…]"))
                rejected = Reject(line, $"'{Short(key)}' is there twice. Keep one of them.", IsAudience(key));
            if (rejected is not null) break;
        }
        return values;
    }

    // A line that another value includes, such as an indented line in YAML.
    private static ReadResult.Rejected? StrayLine(HeaderBlock block, Dictionary<string, string> values)
    {
        if (values.ContainsKey(Audience)) return null;
        var line = block.LinesBefore;
        foreach (var range in block.Text.AsSpan().Split('\n'))
        {
            line++;
            var text = block.Text.AsSpan()[range].Trim();
            if (text.StartsWith('#')) continue;
            if (AudienceSpelling.IsStrayLine(text) || AudienceSpelling.IsAudienceAssignment(text))
                return Reject(line, $"'{Short(text)}' is not read as a key of its own. {HowTo}", isAudience: true);
        }
        return AudienceSpelling.IsIn(block.Text)
            ? Reject(block.LinesBefore + 1, $"The front matter seems to name an audience, which is not read. {HowTo}",
                true)
            : null;
    }

    private static ReadResult.Rejected Invalid(HeaderBlock block, HeaderSyntax.Invalid invalid) => Reject(
        block.LinesBefore + invalid.Line,
        $"The front matter cannot be read: {invalid.Message}. "
            + $"{(invalid == HeaderBlock.NoEnd ? NeedsEnd : NeedsQuotes)}",
        block.Text.Contains("aud", StringComparison.OrdinalIgnoreCase));

    private static bool IsFence(ReadOnlySpan<char> line) => line.StartsWith("```") || line.StartsWith("~~~");

    private static string FenceOf(ReadOnlySpan<char> line) =>
        line[..(line.IndexOfAnyExcept(line[0]) is >= 0 and var length ? length : line.Length)].ToString();

    private static string Short(ReadOnlySpan<char> text) => text.Length <= 60 ? text.ToString() : $"{text[..60]}…";
}
