using System.Globalization;
using System.Text;

namespace SupportBot.Core.Language;

/// <summary>Small pictures that customers reply with.</summary>
public static class Emoji
{
    // Signs such as © and ° come before.
    private const int First = 0x2600;

    /// <summary>Whether it is one by itself; a tone of skin and what joins several to one are not.</summary>
    public static bool Is(Rune rune) =>
        rune.Value >= First && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol;
}
