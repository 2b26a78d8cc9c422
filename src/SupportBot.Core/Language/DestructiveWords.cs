using System.Collections.Frozen;

namespace SupportBot.Core.Language;

/// <summary>
/// Words of commands and steps that delete or overwrite something: <c>Language/{language}/destructive.txt</c>.
/// </summary>
internal sealed class DestructiveWords
{
    private static readonly FrozenDictionary<string, DestructiveWords> All =
        new[] { "en", "de" }.ToFrozenDictionary(language => language, language => new DestructiveWords(language));

    private readonly FrozenSet<string> _steps;

    private DestructiveWords(string language)
    {
        var sections = WordFile.Read($"{language}/destructive.txt");
        FrozenSet<string> Set(string name) => sections.GetValueOrDefault(name, []).SelectMany(WordFile.Split)
            .ToFrozenSet(StringComparer.Ordinal);
        _steps = Set("steps");
        Commands = Set("commands");
        FirstWords = Set("first words");
        Options = Set("options");
    }

    /// <summary>Those of commands, which are the same in each language.</summary>
    public static DestructiveWords OfCommands => All["en"];

    /// <summary>In code, as a word or as the first part of one.</summary>
    public FrozenSet<string> Commands { get; }

    /// <summary>In code, as the first word of a line.</summary>
    public FrozenSet<string> FirstWords { get; }

    /// <summary>Options of commands, with their dashes.</summary>
    public FrozenSet<string> Options { get; }

    /// <summary>Whether a step or the label of a button begins with such a verb.</summary>
    public static bool Begins(string text, string language) =>
        Words.Of(text) is [var first, ..]
        && (All["en"]._steps.Contains(first.Lower)
            || (All.TryGetValue(language, out var own) && own._steps.Contains(first.Lower)));
}
