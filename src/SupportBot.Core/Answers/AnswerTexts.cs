namespace SupportBot.Core.Answers;

/// <summary>What the bot says besides what it found in the documents, in one language.</summary>
/// <remarks>
/// <c>{contact}</c> stands for <see cref="Contact"/>, <c>{name}</c> for the bot's name, <c>{languages}</c> for those of
/// the documents.
/// </remarks>
public sealed class AnswerTexts
{
    /// <summary>How a customer reaches people: one sentence.</summary>
    public required string Contact { get; init; }

    public required string Greeting { get; init; }
    public required string Thanks { get; init; }
    public required string Goodbye { get; init; }

    /// <summary>That it is a bot.</summary>
    public required string Bot { get; init; }

    public required string Abilities { get; init; }
    public required string Praise { get; init; }
    public required string Complaint { get; init; }

    /// <summary>To someone who wants a human.</summary>
    public required string Human { get; init; }

    /// <summary>To someone who wants what only staff can do.</summary>
    public required string Staff { get; init; }

    /// <summary>The documentation does not tell.</summary>
    public required string Refused { get; init; }

    /// <summary>No direct answer was found; the sections that may help follow.</summary>
    public required string Suggested { get; init; }

    /// <summary>The documentation cannot be searched for now; offers people instead.</summary>
    public required string Unavailable { get; init; }

    /// <summary>The documentation does not tell, to someone who asks in a language that no document is in.</summary>
    public required string RefusedLanguage { get; init; }

    /// <summary>Stands under an answer that a model translated.</summary>
    public required string Translated { get; init; }

    /// <summary>The same where some of its sentences could not be translated.</summary>
    public required string TranslatedPartly { get; init; }

    /// <summary>Stands under an answer in another language than the question.</summary>
    public required string Untranslated { get; init; }

    /// <summary>Behind an answer that a model began and that could not be finished.</summary>
    public required string BrokenOff { get; init; }

    /// <summary>The message has no word that could be searched.</summary>
    public required string Unclear { get; init; }

    /// <summary>A word that several topics share; the topics are offered as suggestions.</summary>
    public required string WhichTopic { get; init; }

    /// <summary>A text with the way to people where <c>{contact}</c> stands.</summary>
    public string WithContact(string text) => text.Replace("{contact}", Contact, StringComparison.Ordinal);

    /// <summary>The text for small talk or a wish, by the name of its topic.</summary>
    internal string For(string topic) => topic switch
    {
        "greeting" => Greeting,
        "thanks" => Thanks,
        "goodbye" => Goodbye,
        "bot" => Bot,
        "abilities" => Abilities,
        "praise" => Praise,
        "complaint" => Complaint,
        "human" => Human,
        "staff" => Staff,
        _ => throw new ArgumentOutOfRangeException(nameof(topic), topic, "No such text."),
    };
}
