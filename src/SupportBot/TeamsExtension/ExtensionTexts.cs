namespace SupportBot.TeamsExtension;

// The message extension. {example} is an example question of the chat.
internal sealed class ExtensionTexts
{
    // At most 32 characters.
    public required string Title { get; init; }

    // At most 128 characters.
    public required string Description { get; init; }

    // Above the input, at most 32 characters.
    public required string Question { get; init; }

    public required string Prompt { get; init; }

    public required string Slow { get; init; }
}
