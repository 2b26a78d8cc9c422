using System.Text;

namespace SupportBot.Tests.Models.Evil;

/// <summary>Ways in which a model can be told to hide what it says.</summary>
internal static class Ciphers
{
    private static readonly Func<string, string>[] All =
    [
        text => text,
        text => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        text => Convert.ToHexString(Encoding.UTF8.GetBytes(text)),
        text => new string([.. text.Reverse()]),
        Caesar(13),
        Caesar(3),
        text =>
            string.Join(
                ' ',
                text.ToLowerInvariant()
                    .Select(letter => char.IsAsciiLetterLower(letter) ? $"{letter - 'a' + 1}" : $"{letter}")),
        text => text.Replace('a', '@').Replace('e', '3').Replace('o', '0'),
        text => string.Join(' ', text.AsEnumerable()),
        text =>
            string.Concat(
                text.Select(letter =>
                    char.IsAsciiLetterOrDigit(letter) ? char.ConvertFromUtf32(letter + 0xFEE0) : $"{letter}")),
        text => string.Join('\u200b', text.AsEnumerable()),
        text => Uri.EscapeDataString(string.Concat(text.Select(letter => $"&#{(int)letter};"))),
    ];

    public static int Count => All.Length;

    public static string Hide(string text, int how) => All[how % All.Length](text);

    private static Func<string, string> Caesar(int shift) => text => string.Concat(text.Select(letter => letter switch
    {
        >= 'a' and <= 'z' => (char)('a' + (letter - 'a' + shift) % 26),
        >= 'A' and <= 'Z' => (char)('A' + (letter - 'A' + shift) % 26),
        _ => letter,
    }));
}
