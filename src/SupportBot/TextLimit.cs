using System.Diagnostics.CodeAnalysis;

namespace SupportBot;

internal static class TextLimit
{
    // The beginning of a text, which is stored or shown where the rest is too much.
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(this string? text, int length) => text?[..Math.Min(text.Length, length)];
}
