namespace ToyVoice;

/// <summary>
/// What is done to each word of a plain sentence to say it in the voice: learned from pairs of sentences.
/// </summary>
internal static class Restyling
{
    public const string Keep = "=";
    public const string Delete = "-";

    /// <summary>
    /// The edits that lead from one sentence to another, along their longest common subsequence: of a changed run, the
    /// first word gets the new text and the others are deleted. Null where a slot was changed or words were only added.
    /// </summary>
    public static string[]? Between(IReadOnlyList<Word> plain, IReadOnlyList<Word> styled)
    {
        var same = Lengths(plain, styled);
        var edits = new string[plain.Count];
        for (int i = 0, j = 0; i < plain.Count || j < styled.Count;)
        {
            if (i < plain.Count && j < styled.Count && plain[i].Key == styled[j].Key)
            {
                edits[i] = Keep;
                (i, j) = (i + 1, j + 1);
                continue;
            }
            var (from, to) = (i, j);
            while ((i < plain.Count || j < styled.Count)
                && !(i < plain.Count && j < styled.Count && plain[i].Key == styled[j].Key))
                if (j >= styled.Count || (i < plain.Count && same[i + 1, j] >= same[i, j + 1])) i++;
                else j++;
            if (i == from || plain.Skip(from).Take(i - from).Any(word => word.IsLocked)) return null;
            var words = styled.Skip(to).Take(j - to).ToList();
            edits[from] = words.Count == 0 ? Delete : Words.Join(words).ToLowerInvariant();
            for (var k = from + 1; k < i; k++) edits[k] = Delete;
        }
        return edits;
    }

    public static string Apply(IReadOnlyList<Word> words, IReadOnlyList<string> edits)
    {
        List<Word> styled = [];
        foreach (var (i, word) in words.Index())
        {
            var edit = word.IsLocked ? Keep : edits[i];
            if (edit == Keep) styled.Add(word);
            else if (edit != Delete)
                styled.Add(word with
                {
                    Text = char.IsUpper(word.Text[0]) ? char.ToUpperInvariant(edit[0]) + edit[1..] : edit,
                    // A run of words ends where the last of them does.
                    Blanks = words.Skip(i).TakeWhile((_, k) => k == 0 || edits[i + k] == Delete).Last().Blanks,
                });
        }
        return Words.Join(styled);
    }

    private static int[,] Lengths(IReadOnlyList<Word> a, IReadOnlyList<Word> b)
    {
        var lengths = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
            for (var j = b.Count - 1; j >= 0; j--)
                lengths[i, j] = a[i].Key == b[j].Key
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        return lengths;
    }
}
