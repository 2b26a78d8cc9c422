using System.Globalization;
using System.Text;

namespace SupportBot.BotFramework.DirectLine.Files;

internal static class FileName
{
    private const int MaxLength = 120;
    private const string Reserved = "\\/:*?\"<>|";

    // Without folders and without characters that files, headers or readers could misunderstand. Empty if nothing is
    // left.
    public static string Clean(string? given)
    {
        var name = given ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
            if (!IsInvisible(rune)) clean.Append(Reserved.Contains(rune.ToString()[0]) ? "_" : rune.ToString());
        return Shorten(clean.ToString().Trim(' ', '.'));
    }

    // The part after the last dot, in lower case; empty if there is none.
    public static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[(dot + 1)..].ToLowerInvariant();
    }

    // Replaces or adds the extension, unless it is one of the type's own.
    public static string WithExtension(string name, FileType type)
    {
        var extension = Extension(name);
        if (type.Extensions.Contains(extension)) return name;
        var stem = extension.Length == 0 ? name : name[..^(extension.Length + 1)];
        return Shorten($"{(stem.Length == 0 ? "file" : stem)}.{type.Extensions[0]}");
    }

    // Among them are the characters that change the direction of writing.
    private static bool IsInvisible(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static string Shorten(string name)
    {
        if (name.Length <= MaxLength) return name;
        var extension = Extension(name) is { Length: > 0 and < 10 } end ? $".{end}" : "";
        var length = MaxLength - extension.Length;
        if (char.IsHighSurrogate(name[length - 1])) length--;
        return name[..length].TrimEnd(' ', '.') + extension;
    }
}
