using System.Text.RegularExpressions;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>Looks names, code, paths, settings and labels up in what is cited.</summary>
internal static partial class Names
{
    /// <summary>A label has no more words; longer bold text is emphasis.</summary>
    private const int LongestLabel = 5;

    /// <param name="claim">What is said.</param>
    /// <param name="cited">Where code, paths and labels must be as they are, and names in any form.</param>
    public static bool AreIn(Statement claim, IReadOnlyList<Source> cited) =>
        Verbatim(claim.Plain).All(text => cited.Any(source => source.Has(text)))
        && Labels(claim.Plain).All(label => cited.Any(source => HasPhrase(source, label)))
        && Capitalised(claim).All(name => cited.Any(source => Has(source.Whole, name)));

    /// <summary>Code, paths, file names, options and settings.</summary>
    private static IEnumerable<string> Verbatim(string plain) =>
        Code().Matches(plain).Select(match => match.Groups["code"].Value.Trim())
            .Concat(Technical().Matches(Code().Replace(plain, " ")).Select(match => match.Value.TrimEnd('.', '/')));

    private static IEnumerable<string> Labels(string plain) => Label().Matches(plain)
        .Select(match => match.Groups["label"].Value.TrimEnd(':', '.'))
        .Where(label => label.Length > 0 && char.IsUpper(label[0]) && label.Split(' ').Length <= LongestLabel);

    private static bool HasPhrase(Source source, string label)
    {
        var words = Words.Of(label).Select(word => word.Lower).ToList();
        return Enumerable.Range(0, source.Whole.Words.Count - Math.Min(words.Count, source.Whole.Words.Count) + 1)
            .Any(i => words.Index().All(word =>
                i + word.Index < source.Whole.Words.Count && source.Whole.Words[i + word.Index].Lower == word.Item));
    }

    /// <summary>Words with a capital; the one that opens the sentence only where another follows it.</summary>
    private static IEnumerable<Word> Capitalised(Statement claim)
    {
        var lexicon = Lexicon.Of(claim.Language);
        for (var i = 0; i < claim.Words.Count; i++)
        {
            var word = claim.Words[i];
            if (char.IsDigit(word.Text[0]) || word.Text.Length < 2
                || lexicon.IsStop(word.Lower) || FactWords.Of(claim.Language).Openers.Contains(word.Lower)) continue;
            var opensName = OpensName(claim, i) && !lexicon.IsWeak(word.Lower);
            if (word.IsName(claim.Language) || opensName) yield return word;
        }
    }

    /// <summary>The first word of "Red Hat", but not of "Using Linux".</summary>
    private static bool OpensName(Statement claim, int i) =>
        claim.Words[i] is { OpensSentence: true } word && claim.Language != "de" && char.IsUpper(word.Text[0])
        && !word.Lower.EndsWith("ing", StringComparison.Ordinal) && i + 1 < claim.Words.Count
        && char.IsUpper(claim.Words[i + 1].Text[0]) && claim.Words[i + 1].Start == word.Start + word.Text.Length + 1;

    private static bool Has(Statement source, Word name) => source.Lower.Contains(name.Lower)
        || source.Set.Match(Stemmer.Stem(name.Lower, source.Language)) > 0
        || source.Lower.Any(word => IsFormOf(name.Lower, word)) || IsAcronym(name.Text, source.Words);

    /// <summary>"Japan" is in "Japanese", and the reverse.</summary>
    private static bool IsFormOf(string name, string word) => Math.Min(name.Length, word.Length) >= 4
        && (name.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(name, StringComparison.Ordinal));

    /// <summary>"US" is in "United States".</summary>
    private static bool IsAcronym(string name, IReadOnlyList<Word> words) =>
        name.Length is >= 2 and <= 6 && name.All(char.IsUpper)
        && Enumerable.Range(0, Math.Max(0, words.Count - name.Length + 1)).Any(
            i => name.Index().All(letter => char.ToUpperInvariant(words[i + letter.Index].Text[0]) == letter.Item));

    /// <summary>Letters that stand beside those of other scripts without a space.</summary>
    internal const string Unspaced = @"\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsHangulSyllables}";

    private const string Begin = $@"(?<![\w-[{Unspaced}]])(?=[\w-[{Unspaced}]])";
    private const string End = $@"(?<=[\w-[{Unspaced}]])(?![\w-[{Unspaced}]])";

    [GeneratedRegex(@"(?<ticks>`+)(?<code>.+?)\k<ticks>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    internal static partial Regex Code();

    [GeneratedRegex(@"\*\*(?<label>[^*]+)\*\*|[""“„](?<label>[^""“”„]+)[""”“]", RegexOptions.CultureInvariant)]
    internal static partial Regex Label();

    /// <summary>An option, a path, a name with an underscore, or with a dot and an ending.</summary>
    [GeneratedRegex(
        $@"(?<![\w-])--?[a-z][\w\--[{Unspaced}]]+"
        + $@"|[\w.~\--[{Unspaced}]]*[/\\][\w.~/\\\--[{Unspaced}]]*[\w-[{Unspaced}]]"
        + $@"|{Begin}[\w-[{Unspaced}]]+(?:_[\w-[{Unspaced}]]+)+{End}"
        + $@"|{Begin}[\w\--[{Unspaced}]]+(?:\.\p{{Ll}}[\w\--[{Unspaced}]]*)+{End}", RegexOptions.CultureInvariant)]
    internal static partial Regex Technical();
}
