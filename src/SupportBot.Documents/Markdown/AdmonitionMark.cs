using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown;

// Comments in cleaned Markdown that mark the start and end of admonitions. Unexpected ones are removed.
internal static class AdmonitionMark
{
    public const string End = "<!--/admonition-->";

    private const string Prefix = "<!--admonition:";
    private const string Suffix = "-->";

    public static string Begin(Admonition kind) => $"{Prefix}{kind}{Suffix}";

    public static Admonition? Read(string html)
    {
        var text = html.AsSpan().Trim();
        if (text.SequenceEqual(End)) return Admonition.None;
        return text.StartsWith(Prefix) && text.EndsWith(Suffix)
            && Enum.TryParse<Admonition>(text[Prefix.Length..^Suffix.Length], out var kind) ? kind : null;
    }
}
