namespace SupportBot.Widget;

// {name} is replaced by the bot's name, {count} and {limit} by numbers.
internal sealed class WidgetTexts
{
    public required string Title { get; init; }

    public required string Role { get; init; }

    public required string Open { get; init; }
    public required string Close { get; init; }
    public required string Unread { get; init; }
    public required string Restart { get; init; }
    public required string RestartFailed { get; init; }
    public required string Loading { get; init; }
    public required string Failed { get; init; }
    public required string Retry { get; init; }
    public required string Save { get; init; }
    public required string SaveFailed { get; init; }

    // Shown when the host rejected a message because of its size or of previous traffic.
    public required string Refused { get; init; }

    // {time} is a date and time; for screen readers.
    public required string Sent { get; init; }

    public required string Offline { get; init; }

    // Near {limit}, the number of characters that a message may have.
    public required string Counter { get; init; }
    public required string TooLong { get; init; }

    // Names of scrollable parts of an answer, for screen readers.
    public required string Table { get; init; }
    public required string Code { get; init; }

    public required string Copy { get; init; }
    public required string Copied { get; init; }
    public required FeedbackTexts Feedback { get; init; }
    public required FileTexts Files { get; init; }
}

// {name} is that of a file, {limit} a number of megabytes, {count} a number of files, {types} a list like ".png .pdf".
internal sealed class FileTexts
{
    public required string Drop { get; init; }
    public required string Type { get; init; }
    public required string TooLarge { get; init; }
    public required string TooMany { get; init; }
    public required string Unreadable { get; init; }
    public required string Quota { get; init; }
    public required string Unsent { get; init; }
}

internal sealed class FeedbackTexts
{
    public required string Helpful { get; init; }
    public required string Unhelpful { get; init; }
    public required string Why { get; init; }
    public required string Thanks { get; init; }

    // From what is stored, which is the same in every language, to what the visitor reads.
    public required Dictionary<string, string> Reasons { get; init; }
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
