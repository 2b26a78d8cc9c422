namespace SupportBot.Brands;

/// <summary>What the bot says of itself; <c>{name}</c> is its name, other places are named at the text.</summary>
internal sealed class ChatTexts
{
    /// <summary>The first message: that it is a bot, and what it does.</summary>
    public required string Welcome { get; init; }

    /// <summary>The first message in a team or group chat: how to ask there.</summary>
    public required string WelcomeGroup { get; init; }

    /// <summary>Questions to begin with, at most three, in the language of the documents.</summary>
    public required List<string> Examples { get; init; }

    /// <summary>Shown while an answer is made.</summary>
    public required string Searching { get; init; }

    /// <summary>Stands under an answer: that nobody wrote it.</summary>
    public required string Automated { get; init; }

    /// <summary>
    /// Stands under an answer that uses internal documents; <c>{sources}</c> are their numbers in it.
    /// </summary>
    public required string Internal { get; init; }

    /// <summary>The answer could not be made; <c>{contact}</c> is the way to people.</summary>
    public required string Failed { get; init; }

    /// <summary>A message was too long; <c>{limit}</c> is the number of characters allowed.</summary>
    public required string TooLong { get; init; }

    /// <summary>Too many messages; a minute is enough.</summary>
    public required string WaitMinute { get; init; }

    /// <summary>Too many messages; <c>{minutes}</c> is how many minutes to wait.</summary>
    public required string WaitMinutes { get; init; }

    /// <summary>A message without text.</summary>
    public required string Empty { get; init; }

    /// <summary>A message that holds files only.</summary>
    public required string Files { get; init; }
}
