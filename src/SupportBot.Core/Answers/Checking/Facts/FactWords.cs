using System.Collections.Frozen;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>The words that the rules on facts know, of one language: <c>Language/{language}/facts.txt</c>.</summary>
internal sealed class FactWords
{
    private static readonly FrozenDictionary<string, FactWords> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, language => new FactWords(language));

    private FactWords(string language)
    {
        var sections = WordFile.Read($"{language}/facts.txt");
        FrozenSet<string> Set(string name) => sections[name].SelectMany(WordFile.Split)
            .Select(word => word.Replace('_', ' ')).ToFrozenSet(StringComparer.Ordinal);
        Units = sections["units"].Select(WordFile.Split).SelectMany(names => names.Select(name => (name, names[0])))
            .ToFrozenDictionary(unit => unit.name, unit => unit.Item2);
        UnitNames = [.. sections["units"].Select(line => WordFile.Split(line)[0])];
        Numbers = sections["numbers"].SelectMany(WordFile.Split).Select((word, i) => (word, i + 2))
            .ToFrozenDictionary(number => number.word, number => number.Item2);
        Offers = Set("offers");
        LeadIn = Set("lead-in");
        Unknown = Set("unknown");
        Openers = Set("openers");
    }

    /// <summary>The first name of a unit by each of its names.</summary>
    public FrozenDictionary<string, string> Units { get; }

    /// <summary>The first name of each unit, in the same order in each language.</summary>
    public IReadOnlyList<string> UnitNames { get; }

    /// <summary>Numbers from two to twelve by their words.</summary>
    public FrozenDictionary<string, int> Numbers { get; }

    /// <summary>Words and pairs of words that promise something.</summary>
    public FrozenSet<string> Offers { get; }

    /// <summary>One of them is in a line that only announces what follows.</summary>
    public FrozenSet<string> LeadIn { get; }

    /// <summary>Ways to say that something is not known.</summary>
    public FrozenSet<string> Unknown { get; }

    /// <summary>Words that stand before a name at the beginning of a sentence and are no part of it.</summary>
    public FrozenSet<string> Openers { get; }

    /// <summary>Whether a language has its own.</summary>
    public static bool Has(string language) => All.ContainsKey(language);

    /// <summary>Of a language that has them, else the English ones.</summary>
    public static FactWords Of(string language) => All.GetValueOrDefault(language, All["en"]);
}
