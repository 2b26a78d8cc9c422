namespace SupportBot.TeamsApp;

/// <summary>How the app presents itself in Teams; <c>{name}</c> stands for the app's name.</summary>
internal sealed class TeamsAppTexts
{
    /// <summary>One line, 80 characters at most.</summary>
    public required string Short { get; init; }

    /// <summary>What it does and for whom, 4,000 characters at most.</summary>
    public required string Full { get; init; }
}
