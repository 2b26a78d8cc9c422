namespace SupportBot.Desks.Teams;

// What agents read in Teams, in one place. {…} are replaced.
internal static class TeamsDeskTexts
{
    public const string Waiting = "A customer waits for a person";
    public const string Owned = "{name} talks to the customer";
    public const string Snoozed = "Snoozed by {name}";
    public const string MaybeTwice = "The first card of this case may stand above too: its delivery is unconfirmed.";

    public const string Customer = "Customer";
    public const string Reason = "Reason";
    public const string Language = "Language";
    public const string Skill = "Skill";
    public const string Since = "Waiting since";
    public const string AskedFirst = "Asked first";
    public const string Sources = "The bot gave";

    public const string Claim = "Claim";
    public const string TakeOver = "Take over";
    public const string Suggest = "Suggest a reply";
    public const string Release = "Back to the queue";
    public const string Resolve = "Resolve";
    public const string Open = "Open the conversation";

    public const string ReplyHere = "Replies of {name} in this thread reach the customer.";
    public const string ClaimFirst =
        "Your message was kept as a note for the team. Claim the case to write to the customer.";
    public const string KeptAsNote = "Your message was kept as a note for the team: {name} talks to the customer. "
        + "Take over the case to write to the customer.";
    public const string EndedNote =
        "Your message was kept as a note: the case has ended, and the bot answers the customer again.";
    public const string NotSent = "Your message was not sent to the customer. {reason}";
    public const string Failed = "The message above may not have reached the customer. "
        + "Look at the conversation in the console before you send it again.";
    public const string TooLong = "A reply has {limit} characters at most.";
    public const string NotConfirmed =
        "Teams could not confirm that you are a member of this team. Please send it again.";
    public const string NotMember = "Only members of this team who belong to your organization work here.";
    public const string NoFiles =
        "Only pictures reach the customer from Teams, and only in the web chat. Use the console for other files.";
    public const string PictureNotRead =
        "A picture was not sent to the customer: it could not be read, or it is too large. Try the console.";
    public const string OtherThread = "This button belongs to another case.";

    public const string Edited = "edited: ";
    public const string Deleted = "deleted a message.";
    public const string SentFile = "File: {name}";
    public const string InConsole = "{name} (in the console)";
    public const string Unconfirmed =
        "Something may be missing above: its delivery is unconfirmed, so it was not sent again. The console shows all.";

    public const string NoteByThread = "In Teams: ";
    public const string NoSuggestion = "The documentation has no answer to what the customer asked.";
    public const string Suggestion = "Suggested reply, which only you see:";
    public const string SuggestionFollows = "The suggestion follows in a message that only you see.";
    public const string OnlyYou = "Only you see this. ";
    public const string AskSomething =
        "Ask me something about the product, for example: @{bot} how long does a refund take?";
}
