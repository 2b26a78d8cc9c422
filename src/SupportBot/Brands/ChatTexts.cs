namespace SupportBot.Brands;

// {name} is replaced by the name of the bot; other placeholders are named at their text.
internal sealed class ChatTexts
{
    public required string Welcome { get; init; }

    public required string WelcomeGroup { get; init; }

    // At most three questions to begin with, in the language of the documents.
    public required List<string> Examples { get; init; }

    public required string Searching { get; init; }

    // Shown below an answer: it is automated.
    public required string Automated { get; init; }

    // Shown below an answer that uses internal documents; {sources} are their citation numbers.
    public required string Internal { get; init; }

    // {contact} is how to reach people.
    public required string Failed { get; init; }

    // {limit} is a number of characters.
    public required string TooLong { get; init; }

    public required string WaitMinute { get; init; }

    public required string WaitMinutes { get; init; }

    public required string Empty { get; init; }

    public required string Files { get; init; }
}
