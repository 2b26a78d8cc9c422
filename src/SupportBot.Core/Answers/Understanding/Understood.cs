using SupportBot.Core.Language;

namespace SupportBot.Core.Answers.Understanding;

/// <summary>What a message means.</summary>
internal abstract record Understood
{
    /// <summary>It asks nothing of the documents.</summary>
    /// <param name="Kind">Small talk, or the wish for a human.</param>
    /// <param name="Topic">Which fixed text answers it: a key of <see cref="AnswerTexts"/>.</param>
    public sealed record Talk(AnswerKind Kind, string Topic) : Understood;

    /// <summary>A question to the documents.</summary>
    /// <param name="Text">Self-contained: with what it borrowed from earlier turns.</param>
    /// <param name="SearchText">
    /// What is searched; words of this message stand in it more often than borrowed ones, so they weigh more.
    /// </param>
    /// <param name="Terms">The words that say what is asked.</param>
    /// <param name="Words">All words of the message, in lower case.</param>
    public sealed record Search(
        string Text, string SearchText, IReadOnlyList<Term> Terms, IReadOnlyList<string> Words) : Understood
    {
        /// <summary>What is embedded: the text, and the brand's synonyms of its words.</summary>
        public string Meaning { get => field ?? Text; init; }

        /// <summary>Two-letter code of the language it is in; null where that is not sure.</summary>
        public string? Language { get; init; }

        /// <summary>The same question in other languages that documents are in.</summary>
        public IReadOnlyList<Search> Translations { get; init; } = [];

        /// <summary>
        /// Whether it seems to be in another language than all documents, and was put into none of theirs.
        /// </summary>
        /// <param name="languages">Those of the documents.</param>
        public bool IsForeignTo(IReadOnlyList<string> languages) => languages.Count > 0 && Translations.Count == 0
            && (Language is { } own
                ? !languages.Contains(own)
                : languages.All(Lexicon.Has) && Lexicon.IsOfOtherScript(Words));
    }
}
