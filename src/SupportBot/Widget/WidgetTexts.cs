namespace SupportBot.Widget;

/// <summary>What the launcher and the frame say; <c>{name}</c> stands for the bot's name, <c>{count}</c> for a number.</summary>
internal sealed class WidgetTexts
{
    public required string Title { get; init; }

    /// <summary>Under the name: that this is a bot.</summary>
    public required string Role { get; init; }

    public required string Open { get; init; }
    public required string Close { get; init; }
    public required string Unread { get; init; }
    public required string Restart { get; init; }
    public required string Loading { get; init; }
    public required string Failed { get; init; }
    public required string Retry { get; init; }

    /// <summary>Above the input, after the host refused a message because of its size or of all that was sent before.</summary>
    public required string Refused { get; init; }
}

/// <summary>What the demo page says.</summary>
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
