using SupportBot.Core.Language;

namespace SupportBot.Core.Knowledge;

/// <summary>Detects the language of a text by its script, if that is unambiguous.</summary>
public static class ScriptLanguage
{
    // Letters that are examined.
    private const int MaxLetters = 5_000;

    // The minimum share of letters for a language, since names and commands are in other scripts.
    private const double MinShare = 0.3;

    // Japanese text has at least this share of kana, Chinese none.
    private const double MinKana = 0.05;

    /// <param name="blocks">Of the document.</param>
    /// <returns><c>ja</c>, <c>ko</c> or <c>zh</c>; null for a script of several languages.</returns>
    public static string? Of(IEnumerable<TextBlock> blocks)
    {
        var (letters, kana, han, hangul) = (0, 0, 0, 0);
        foreach (var block in blocks.Where(block => block.Kind != BlockKind.Code))
            for (var i = 0; i < block.Markdown.Length && letters < MaxLetters; i++)
            {
                var script = Scripts.At(block.Markdown, i);
                if (script == Script.Spaced && !char.IsLetter(block.Markdown[i])) continue;
                letters++;
                if (script is Script.Hiragana or Script.Katakana) kana++;
                else if (script == Script.Han) han++;
                else if (script == Script.Hangul) hangul++;
            }
        if (hangul > MinShare * letters) return "ko";
        if (kana + han <= MinShare * letters) return null;
        return kana > MinKana * letters ? "ja" : "zh";
    }
}
