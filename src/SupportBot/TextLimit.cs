using System.Diagnostics.CodeAnalysis;

namespace SupportBot;

internal static class TextLimit
{
    // The beginning of a text, which is stored or shown where the rest is too much.
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Cut(this string? text, int length) => text?[..Math.Min(text.Length, length)];

    // The beginning of a text with an ellipsis, where the rest is too much.
    public static string Shorten(this string text, int maxLength)
    {
        if (text.Length <= maxLength) return text;
        var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
        return $"{text[..end].TrimEnd()}…";
    }
}
