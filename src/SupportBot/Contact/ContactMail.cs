using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using SupportBot.Brands;
using SupportBot.Core.Contact;

namespace SupportBot.Contact;

// Writes the mails: a message to the team, or a transcript to the customer.
internal sealed class ContactMail(Brand brand, IOptions<SmtpOptions> options)
{
    private const int LongestSubject = 60;
    private const string TimeFormat = "yyyy-MM-dd HH:mm 'UTC'";

    public MimeMessage Create(ContactMessage message)
    {
        var (content, texts) = (message.Content, brand.In(message.Content.Language).Contact);
        var mail = message.Kind == ContactKind.Message ? ToTeam(content, texts) : ToCustomer(content, texts);
        mail.From.Add(new MailboxAddress(brand.Look.Name, EmailAddress.Normalize(options.Value.From)!));
        // The same in every attempt, so that a receiver can recognize a repetition.
        mail.MessageId = $"{message.Id}@{mail.From.Mailboxes.First().Domain}";
        mail.Date = content.WrittenAt;
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private MimeMessage ToTeam(ContactContent content, ContactTexts texts)
    {
        var body = new StringBuilder(content.Text).Append("\n\n--\n");
        Add(texts.MailTicket, content.Ticket);
        Add(texts.MailFrom, content.Name.Length > 0 ? $"{OneLine(content.Name)}, {content.Email}" : content.Email);
        Add(texts.MailLanguage, content.Language);
        Add(texts.MailWritten, content.WrittenAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        if (content.CaseUrl is { } url) Add(texts.MailCase, url);
        var mail = new MimeMessage { Subject = $"[{content.Ticket}] {Shortened(OneLine(content.Text))}" };
        mail.To.Add(new MailboxAddress(null, EmailAddress.Normalize(options.Value.To)!));
        mail.ReplyTo.Add(new MailboxAddress(OneLine(content.Name), content.Email));
        mail.Body = WithTranscript(body.ToString(), content, $"transcript-{content.Ticket}.txt");
        return mail;

        void Add(string label, string value) => body.Append(label).Append(": ").Append(value).Append('\n');
    }

    private MimeMessage ToCustomer(ContactContent content, ContactTexts texts)
    {
        var mail = new MimeMessage { Subject = brand.Named(texts.TranscriptSubject) };
        mail.To.Add(new MailboxAddress(null, content.Email));
        mail.Body = WithTranscript(brand.Named(texts.TranscriptBody), content, "transcript.txt");
        return mail;
    }

    private static Multipart WithTranscript(string text, ContactContent content, string fileName)
    {
        var attachment = new TextPart("plain")
        {
            Text = content.Transcript, FileName = fileName,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = fileName },
        };
        return new Multipart("mixed") { new TextPart("plain") { Text = text }, attachment };
    }

    // Control characters never reach a header.
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? ' ' : c))
            .Trim();

    private static string Shortened(string text)
    {
        if (text.Length <= LongestSubject) return text;
        var end = char.IsHighSurrogate(text[LongestSubject - 1]) ? LongestSubject - 1 : LongestSubject;
        return $"{text[..end].TrimEnd()}…";
    }
}
