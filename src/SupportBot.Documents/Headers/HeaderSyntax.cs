namespace SupportBot.Documents.Headers;

/// <summary>The result of parsing a header's text, whatever its format.</summary>
internal abstract record HeaderSyntax
{
    public sealed record Entries(IReadOnlyList<HeaderEntry> List) : HeaderSyntax;

    /// <summary>Valid, but not a mapping of keys to values: a piece of the document's text.</summary>
    public sealed record NoMapping : HeaderSyntax;

    /// <param name="Line">From 1, within the header.</param>
    /// <param name="Message">The parser's, without a full stop.</param>
    public sealed record Invalid(int Line, string Message) : HeaderSyntax;
}

/// <param name="Key">As written.</param>
/// <param name="Value">As written; null for a list or a mapping.</param>
/// <param name="Depth">1 for the keys at the top level.</param>
/// <param name="Line">From 1, within the header.</param>
internal sealed record HeaderEntry(string Key, string? Value, int Depth, int Line);
