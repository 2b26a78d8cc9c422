namespace SupportBot.Contact;

// {ticket} is the number that a customer is told, {email} their address, {name} the bot's name, {limit} a number of
// characters, {time} a date and time.
internal sealed class ContactTexts
{
    // Stands in place of answers.contact where a form follows.
    public required string Invitation { get; init; }
    public required string Offer { get; init; }
    public required string Leave { get; init; }
    public required string Decline { get; init; }
    public required string Declined { get; init; }

    public required string Email { get; init; }
    public required string EmailWrong { get; init; }
    public required string Message { get; init; }
    public required string MessageWrong { get; init; }
    public required string Send { get; init; }
    public required string NotNow { get; init; }
    public required string Sent { get; init; }
    public required string Full { get; init; }

    public required string MailTranscript { get; init; }
    public required string TranscriptForm { get; init; }
    public required string TranscriptSent { get; init; }
    public required string TranscriptSubject { get; init; }
    public required string TranscriptBody { get; init; }

    public required string Comment { get; init; }
    public required string CommentWrong { get; init; }
    public required string CommentSend { get; init; }
    public required string Commented { get; init; }

    // The mail to the team.
    public required string MailTicket { get; init; }
    public required string MailFrom { get; init; }
    public required string MailLanguage { get; init; }
    public required string MailWritten { get; init; }
    public required string MailCase { get; init; }

    // A transcript.
    public required string TranscriptTitle { get; init; }
    public required string TranscriptCut { get; init; }
    public required string You { get; init; }
    public required string Customer { get; init; }
}
