using SupportBot.Core.Knowledge;

namespace SupportBot.Documents.Markdown;

/// <summary>
/// Lines by which cleaned Markdown, which knows no admonitions, tells where they begin and end. They are comments:
/// where none is expected, they are left out.
/// </summary>
internal static class AdmonitionMark
{
    public const string End = "<!--/admonition-->";

    private const string Prefix = "<!--admonition:";
    private const string Suffix = "-->";

    public static string Begin(Admonition kind) => $"{Prefix}{kind}{Suffix}";

    /// <returns><see cref="Admonition.None"/> for the end of one; null where the text is no mark.</returns>
    public static Admonition? Read(string html)
    {
        var text = html.AsSpan().Trim();
        if (text.SequenceEqual(End)) return Admonition.None;
        return text.StartsWith(Prefix) && text.EndsWith(Suffix)
            && Enum.TryParse<Admonition>(text[Prefix.Length..^Suffix.Length], out var kind) ? kind : null;
    }
}
