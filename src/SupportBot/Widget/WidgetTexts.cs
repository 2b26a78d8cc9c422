namespace SupportBot.Widget;

// {name} is replaced by the bot's name, {count} by a number.
internal sealed class WidgetTexts
{
    public required string Title { get; init; }

    public required string Role { get; init; }

    public required string Open { get; init; }
    public required string Close { get; init; }
    public required string Unread { get; init; }
    public required string Restart { get; init; }
    public required string Loading { get; init; }
    public required string Failed { get; init; }
    public required string Retry { get; init; }

    // Shown when the host rejected a message because of its size or of previous traffic.
    public required string Refused { get; init; }
}

internal sealed class DemoTexts
{
    public required string Title { get; init; }
    public required string Heading { get; init; }
    public required string Lead { get; init; }
    public required string Try { get; init; }
    public required List<string> Questions { get; init; }
    public required string Embed { get; init; }
    public required string More { get; init; }
    public required string OtherLanguage { get; init; }
}
