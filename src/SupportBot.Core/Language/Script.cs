using System.Text;

namespace SupportBot.Core.Language;

/// <summary>The script of a letter, as far as it decides where words begin and end.</summary>
internal enum Script
{
    /// <summary>A script that separates words by spaces, or no letter.</summary>
    Spaced,
    Han,
    Hiragana,
    Katakana,

    /// <summary>Korean separates words by spaces, but particles and endings are written into the word.</summary>
    Hangul,
}

internal static class Scripts
{
    /// <summary>The script of the letter that begins at a place; half a surrogate pair has none.</summary>
    public static Script At(string text, int at) => text[at] < '\u1100' ? Script.Spaced
        : Rune.TryGetRuneAt(text, at, out var rune) ? Of(rune.Value) : Script.Spaced;

    /// <summary>Letters of Chinese and Japanese, which write sentences without spaces.</summary>
    public static int CountUnspaced(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
            if (At(text, i) is Script.Han or Script.Hiragana or Script.Katakana) count++;
        return count;
    }

    private static Script Of(int letter) => letter switch
    {
        >= 0x3041 and <= 0x3096 or >= 0x309D and <= 0x309F => Script.Hiragana,
        >= 0x30A1 and <= 0x30FA or >= 0x30FC and <= 0x30FF or >= 0x31F0 and <= 0x31FF
            or >= 0xFF66 and <= 0xFF9F => Script.Katakana,
        0x3005 or 0x3007 or >= 0x3400 and <= 0x4DBF or >= 0x4E00 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF
            or >= 0x20000 and <= 0x3FFFF => Script.Han,
        >= 0xAC00 and <= 0xD7A3 or >= 0x1100 and <= 0x11FF or >= 0x3130 and <= 0x318F => Script.Hangul,
        _ => Script.Spaced,
    };
}
