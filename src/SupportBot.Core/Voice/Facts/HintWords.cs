using System.Collections.Frozen;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Language;

namespace SupportBot.Core.Voice.Facts;

/// <summary>
/// Words that change the meaning of a sentence, of one language: <c>Language/{language}/hints.txt</c>. Words on one
/// line mean the same.
/// </summary>
internal static class HintWords
{
    private const int LongestPhrase = 4;

    private static readonly (string Section, FactKind Kind)[] Kinds =
    [
        ("negations", FactKind.Negation), ("modals", FactKind.Modal), ("conditions", FactKind.Condition),
        ("comparatives", FactKind.Comparison), ("scopes", FactKind.Scope),
    ];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, Fact>> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, Read);

    /// <summary>Those of a statement, in its order; none for a language without a list.</summary>
    public static IEnumerable<Fact> In(Statement statement)
    {
        if (!All.TryGetValue(statement.Language, out var known)) yield break;
        for (var i = 0; i < statement.Words.Count; i++)
        {
            if (Negated(statement.Words[i].Lower) is { Length: > 0 } verb)
            {
                yield return new Fact(FactKind.Negation, "not", "not");
                if (known.TryGetValue(verb, out var modal)) yield return modal;
                continue;
            }
            for (var length = Math.Min(LongestPhrase, statement.Words.Count - i); length > 0; length--)
            {
                var phrase = string.Join(' ', statement.Words.Skip(i).Take(length).Select(word => word.Lower));
                if (!known.TryGetValue(phrase, out var hint)) continue;
                yield return hint;
                i += length - 1;
                break;
            }
        }
    }

    /// <summary>The verb of "don't" and "cannot"; empty for other words.</summary>
    private static string Negated(string word) => word switch
    {
        "can't" or "cannot" => "can",
        "won't" => "will",
        [.. var verb, 'n', '\'', 't'] => verb,
        _ => "",
    };

    private static FrozenDictionary<string, Fact> Read(string language)
    {
        var sections = WordFile.Read($"{language}/hints.txt");
        return (from kind in Kinds
                from line in sections[kind.Section]
                let words = WordFile.Split(line)
                from word in words
                select (Word: word.Replace('_', ' '), Fact: new Fact(kind.Kind, words[0].Replace('_', ' '), words[0])))
            .ToFrozenDictionary(pair => pair.Word, pair => pair.Fact);
    }
}
