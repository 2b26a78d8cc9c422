using SupportBot.Core.Contact;
using SupportBot.Turns;

namespace SupportBot.Contact;

internal static class ContactPrompts
{
    public static ButtonMessage Offering(ContactTexts texts, ContactForm form) => new(
        texts.Offer,
        ContactButton.Create(texts.Leave, ContactButton.Show, form.Id),
        ContactButton.Create(texts.Decline, ContactButton.Skip, form.Id)) { Opens = form };

    // The values are those of an earlier attempt, where there was one.
    public static ButtonMessage Asking(
        ContactTexts texts, ContactForm form, string text, string email = "", string? message = null)
    {
        var fields = new List<InputField>
        {
            new(ContactButton.EmailField, texts.Email, EmailAddress.MaxLength, texts.EmailWrong, email)
            {
                IsEmail = true,
            },
        };
        if (form.Kind == ContactKind.Message)
            fields.Add(new InputField(
                ContactButton.TextField, texts.Message, ContactButton.LongestText, MessageWrong(texts),
                message ?? form.Question));
        return new ButtonMessage(text)
        {
            Form = new InputForm(
                fields,
                ContactButton.Create(texts.Send, ContactButton.Send, form.Id),
                ContactButton.Create(texts.NotNow, ContactButton.Skip, form.Id)),
        };
    }

    public static string MessageWrong(ContactTexts texts) =>
        texts.MessageWrong.Replace("{limit}", $"{ContactButton.LongestText}", StringComparison.Ordinal);
}
