using System.Text;

namespace SupportBot.Documents.Headers;

// Detects text that is probably meant as the document's audience but is not valid metadata.
internal static class AudienceSpelling
{
    private const string Audience = "audience";
    private const string Internal = "internal";

    private const int MaxEdits = 2;

    private const int MaxStrayLine = 200;

    private const string Separators = ":=：";

    private static readonly HashSet<string> Synonyms =
        new(["visibility", "access", "classification", "zielgruppe", "sichtbarkeit"], StringComparer.OrdinalIgnoreCase);

    // Keys that resemble "audience": audiance, audi, target-audience.
    public static bool IsNearKey(string key)
    {
        if (key.Length > 64) return false;
        var letters = Letters(key);
        return letters.Contains(Audience, StringComparison.Ordinal)
            || (letters.Length >= 4 && (Audience.StartsWith(letters, StringComparison.Ordinal)
                || letters.StartsWith("audie", StringComparison.Ordinal)))
            || Edits(letters, Audience) <= MaxEdits;
    }

    // Other keys that restrict readers: visibility: internal, private: true.
    public static bool IsSynonym(string key, string? value) => Letters(key) switch
    {
        Internal or "private" => value?.Trim().ToLowerInvariant() is not ("false" or "no" or "off" or "0"),
        "public" => value?.Trim().ToLowerInvariant() is "false" or "no" or "off" or "0",
        var letters => value is not null && (IsNearValue(value) || Letters(value) is "private")
            && (Synonyms.Contains(letters) || Edits(letters, Audience) <= MaxEdits + 1),
    };

    // Lines that read "audience: internal" in any spelling, except headings, table rows and inline code, which describe
    // metadata.
    public static bool IsStrayLine(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.Length > MaxStrayLine) line = line[..MaxStrayLine];
        if (line.IsEmpty || line.StartsWith("# ") || line.StartsWith("##") || line[0] == '|'
            || line.Contains('`')) return false;
        if (Words(line) is [var key, var value]) return IsNearKey(key) && IsNearValue(value);
        var separator = line.IndexOfAny(Separators);
        return separator > 0 && Words(line[..separator]).Count is 1 or 2 && IsNearKey(line[..separator].ToString())
            && Words(line[separator..]) is [var first, ..] && IsNearValue(first);
    }

    // Allows two typing errors, including in line breaks.
    public static bool IsIn(string text)
    {
        const string Pattern = Audience + Internal;
        // Edit distances between prefixes of the pattern and the text that ends here, for the last three letters.
        var (now, last, previous) = (new int[Pattern.Length + 1], new int[Pattern.Length + 1],
            new int[Pattern.Length + 1]);
        for (var i = 0; i <= Pattern.Length; i++) last[i] = previous[i] = i;
        var letters = Letters(text);
        for (var at = 0; at < letters.Length; at++)
        {
            for (var i = 1; i <= Pattern.Length; i++)
            {
                now[i] = Math.Min(last[i - 1] + (Pattern[i - 1] == letters[at] ? 0 : 1),
                    Math.Min(last[i], now[i - 1]) + 1);
                if (at > 0 && i > 1 && Pattern[i - 1] == letters[at - 1] && Pattern[i - 2] == letters[at])
                    now[i] = Math.Min(now[i], previous[i - 2] + 1);
            }
            if (now[^1] <= MaxEdits) return true;
            (now, last, previous) = (previous, now, last);
            now[0] = 0;
        }
        return false;
    }

    public static bool IsAudienceAssignment(ReadOnlySpan<char> line) =>
        IsAssignment(line) && IsNearKey(line[..line.IndexOfAny(Separators)].ToString());

    // key: value or key = value with a key of one word.
    public static bool IsAssignment(ReadOnlySpan<char> line)
    {
        var separator = line.IndexOfAny(Separators);
        if (separator <= 0) return false;
        var key = line[..separator].Trim().Trim("\"'");
        if (key.IsEmpty || key.Length > 64) return false;
        if (!char.IsLetter(key[0]) && key[0] is not ('_' or '\u200B' or '\uFEFF')) return false;
        foreach (var character in key)
            if (char.IsWhiteSpace(character) || character is '<' or '[' or '(' or '`' or '*') return false;
        return true;
    }

    private static bool IsNearValue(string value)
    {
        var letters = Letters(value);
        return Edits(letters, Internal) <= MaxEdits || Edits(letters, "intern") <= 1;
    }

    private static List<string> Words(ReadOnlySpan<char> line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length; at++)
        {
            var from = at;
            while (at < line.Length && char.IsLetter(line[at])) at++;
            if (at > from) words.Add(line[from..at].ToString());
        }
        return words;
    }

    private static string Letters(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(char.IsLetter)).ToLowerInvariant();

    private static int Edits(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > MaxEdits + 1) return int.MaxValue;
        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) edits[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) edits[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                edits[i, j] = Math.Min(replaced, Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
            }
        return edits[a.Length, b.Length];
    }
}
