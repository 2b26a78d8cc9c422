namespace SupportBot.TeamsApp;

// {name} is replaced by the app's name.
internal sealed class TeamsAppTexts
{
    // At most 80 characters.
    public required string Short { get; init; }

    // At most 4,000 characters.
    public required string Full { get; init; }
}
