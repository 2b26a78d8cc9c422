namespace SupportBot.Brands;

// {name} is that of the bot, {contact} the way to people, {sources} the numbers of internal citations.
internal sealed class ChatTexts
{
    public required string Welcome { get; init; }

    public required string WelcomeGroup { get; init; }

    // At most three questions to begin with, in the language of the documents.
    public required List<string> Examples { get; init; }

    public required string Searching { get; init; }

    public required string Automated { get; init; }

    // Above links to other sections, below an answer.
    public required string SeeAlso { get; init; }

    public required string Internal { get; init; }

    public required string Failed { get; init; }

    public required string TooLong { get; init; }

    public required string WaitMinute { get; init; }

    public required string WaitMinutes { get; init; }

    public required string Empty { get; init; }

    public required string Files { get; init; }
}
