namespace SupportBot.Core.Answers.Generation;

/// <summary>What a message means.</summary>
/// <param name="Question">Self-contained, in the customer's language; one line.</param>
/// <param name="Language">Two-letter code of the language that the customer writes in.</param>
/// <param name="Intent">What the customer wants.</param>
public sealed record Meaning(string Question, string Language, Intent Intent)
{
    /// <summary>The question in other languages, by their two-letter codes.</summary>
    public IReadOnlyDictionary<string, string> Translations { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a customer wants with a message.</summary>
public enum Intent
{
    /// <summary>To know something that documentation may tell.</summary>
    Question,

    /// <summary>A greeting, thanks, a word about the bot itself.</summary>
    SmallTalk,

    /// <summary>To speak with a person.</summary>
    Human,

    /// <summary>Something that is no business of the company.</summary>
    OutOfScope,

    /// <summary>To insult or harass.</summary>
    Abuse,
}
