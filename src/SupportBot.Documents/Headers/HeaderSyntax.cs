namespace SupportBot.Documents.Headers;

internal abstract record HeaderSyntax
{
    public sealed record Entries(IReadOnlyList<HeaderEntry> List) : HeaderSyntax;

    // Valid, but not a mapping: part of the document's text.
    public sealed record NoMapping : HeaderSyntax;

    public sealed record Invalid(int Line, string Message) : HeaderSyntax;
}

// Value is null for a list or mapping; Depth is 1 at the top level; Line is from 1 within the header.
internal sealed record HeaderEntry(string Key, string? Value, int Depth, int Line);
