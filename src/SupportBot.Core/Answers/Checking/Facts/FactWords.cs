using System.Collections.Frozen;
using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Checking.Facts;

/// <summary>The small words that turn a meaning, of one language: <c>Language/{language}/facts.txt</c>.</summary>
internal sealed class FactWords
{
    private static readonly FrozenDictionary<string, FactWords> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, language => new FactWords(language));

    private FactWords(string language)
    {
        var sections = WordFile.Read($"{language}/facts.txt");
        FrozenSet<string> Set(string name) => sections[name].SelectMany(WordFile.Split)
            .Select(word => word.Replace('_', ' ')).ToFrozenSet(StringComparer.Ordinal);
        Negations = Set("negation");
        Straight = Set("straight");
        Joining = Set("joining");
        Common = Set("common");
        Conditions = Set("conditions");
        Modals = new Dictionary<Modality, FrozenSet<string>>
        {
            [Modality.Must] = Set("must"), [Modality.Should] = Set("should"), [Modality.May] = Set("may"),
        }.ToFrozenDictionary();
        Opposites = [.. sections["opposites"].Select(line => line.Split('|'))
            .Select(sides => (WordFile.Split(sides[0]), WordFile.Split(sides[1])))];
        Units = sections["units"].Select(WordFile.Split).SelectMany(names => names.Select(name => (name, names[0])))
            .ToFrozenDictionary(unit => unit.name, unit => unit.Item2);
        UnitNames = [.. sections["units"].Select(line => WordFile.Split(line)[0])];
        Exceptions = Set("exceptions");
        Numbers = sections["numbers"].SelectMany(WordFile.Split).Select((word, i) => (word, i + 2))
            .ToFrozenDictionary(number => number.word, number => number.Item2);
        Offers = Set("offers");
        Courtesy = Set("courtesy");
        LeadIn = Set("lead-in");
        Unknown = Set("unknown");
        Knowledge = Set("knowledge");
        Knowers = Set("knowers");
        Finite = Set("finite");
        Clauses = Set("clauses");
        Openers = Set("openers");
    }

    public FrozenSet<string> Negations { get; }

    /// <summary>Pairs of words in which a negation negates nothing: "not only".</summary>
    public FrozenSet<string> Straight { get; }

    /// <summary>Words between two negations of which neither negates the other.</summary>
    public FrozenSet<string> Joining { get; }

    /// <summary>Words of texts of all kinds, which say little of a topic.</summary>
    public FrozenSet<string> Common { get; }

    /// <summary>Words that begin a condition.</summary>
    public FrozenSet<string> Conditions { get; }

    public FrozenDictionary<Modality, FrozenSet<string>> Modals { get; }

    /// <summary>
    /// Words of one meaning, and those of the opposite one; the pairs that all languages have come first, in the same
    /// order.
    /// </summary>
    public IReadOnlyList<(string[] One, string[] Other)> Opposites { get; }

    /// <summary>The first name of a unit by each of its names.</summary>
    public FrozenDictionary<string, string> Units { get; }

    /// <summary>The first name of each unit, in the same order in each language.</summary>
    public IReadOnlyList<string> UnitNames { get; }

    /// <summary>What another language may say by a "not".</summary>
    public FrozenSet<string> Exceptions { get; }

    /// <summary>Numbers from two to twelve by their words.</summary>
    public FrozenDictionary<string, int> Numbers { get; }

    /// <summary>Words and pairs of words that promise something.</summary>
    public FrozenSet<string> Offers { get; }

    /// <summary>What is said out of kindness and claims nothing.</summary>
    public FrozenSet<string> Courtesy { get; }

    /// <summary>One of them is in a line that only announces what follows.</summary>
    public FrozenSet<string> LeadIn { get; }

    /// <summary>Ways to say that something is not known.</summary>
    public FrozenSet<string> Unknown { get; }

    /// <summary>What is lacking then.</summary>
    public FrozenSet<string> Knowledge { get; }

    /// <summary>Who does not know it.</summary>
    public FrozenSet<string> Knowers { get; }

    /// <summary>Verbs that make a clause of what follows a word of <see cref="Clauses"/>.</summary>
    public FrozenSet<string> Finite { get; }

    /// <summary>Words that add a further clause.</summary>
    public FrozenSet<string> Clauses { get; }

    /// <summary>Words that stand before a name at the beginning of a sentence and are no part of it.</summary>
    public FrozenSet<string> Openers { get; }

    /// <summary>Whether a language has its own.</summary>
    public static bool Has(string language) => All.ContainsKey(language);

    /// <summary>Of a language that has them, else the English ones.</summary>
    public static FactWords Of(string language) => All.GetValueOrDefault(language, All["en"]);
}
