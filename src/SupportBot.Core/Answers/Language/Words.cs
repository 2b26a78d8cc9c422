namespace SupportBot.Core.Answers.Language;

/// <summary>A word as it stands in a text.</summary>
/// <param name="Text">As written, without the possessive.</param>
/// <param name="Lower">In lower case.</param>
/// <param name="OpensSentence">It is the first of its sentence, where a capital says nothing.</param>
/// <param name="Start">Where it stands in the text.</param>
internal readonly record struct Word(string Text, string Lower, bool OpensSentence, int Start)
{
    /// <summary>A number, an abbreviation, a word with capitals inside, or (where nouns are not all capitalised) one with a capital.</summary>
    public bool IsName(string language) =>
        Text.Any(char.IsDigit) || Text.Skip(1).Any(char.IsUpper) || (language != "de" && !OpensSentence && char.IsUpper(Text[0]));
}

/// <summary>Takes texts apart into words: runs of letters and digits, with an apostrophe inside.</summary>
internal static class Words
{
    public static List<Word> Of(string text)
    {
        var words = new List<Word>();
        var opens = true;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                opens |= text[i] is '.' or '?' or '!' or '\n' or ':' or '"' or '(';
                continue;
            }
            var end = i;
            while (end < text.Length && IsPart(text, end)) end++;
            words.Add(Make(text[i..end], opens, i));
            opens = false;
            i = end - 1;
        }
        return words;
    }

    private static bool IsPart(string text, int i) => char.IsLetterOrDigit(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark
        || (text[i] is '\'' or '’' && i + 1 < text.Length && char.IsLetter(text[i + 1]));

    private static Word Make(string text, bool opens, int start)
    {
        var plain = text.Replace('’', '\'');
        if (plain.EndsWith("'s", StringComparison.OrdinalIgnoreCase) && !IsContraction(plain)) plain = plain[..^2];
        return new Word(plain, plain.ToLowerInvariant(), opens, start);
    }

    private static bool IsContraction(string word) =>
        word.ToLowerInvariant() is "it's" or "that's" or "what's" or "who's" or "where's" or "when's" or "there's" or "let's" or "how's" or "he's" or "she's";
}
