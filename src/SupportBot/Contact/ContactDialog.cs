using Microsoft.Bot.Builder;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;
using SupportBot.Settings;
using SupportBot.Turns;

namespace SupportBot.Contact;

// The customer's presses on forms. What they decide takes effect with the end of the turn.
internal sealed class ContactDialog(
    ContactStore store, ConversationStore conversations, TranscriptWriter transcripts, ContactInvitation invitation,
    Brand brand, IOptions<ContactOptions> options, IOptions<ServerOptions> server, TimeProvider clock)
{
    // Returns false for everything but presses on forms. A press on a form that is not open does nothing.
    public async Task<bool> TryHandleAsync(
        ITurnContext turnContext, string language, CancellationToken cancellationToken)
    {
        if (ContactButton.Read(turnContext.Activity) is not { } press) return false;
        var turn = ActiveTurn.Of(turnContext);
        if (await store.FindFormAsync(turn.Turn.ConversationId, press.FormId, cancellationToken) is { } form)
            await turn.AskAsync(await HandleAsync(turn, form, press, language, cancellationToken), cancellationToken);
        return true;
    }

    private async Task<ButtonMessage> HandleAsync(
        ActiveTurn turn, ContactForm form, ContactButton press, string language, CancellationToken cancellationToken)
    {
        var texts = brand.In(language).Contact;
        switch (press.Action)
        {
            case ContactButton.Send:
                return await SendAsync(turn, form, press, language, cancellationToken);
            case ContactButton.Skip:
                turn.Contact = new ContactAction.Close(form.Id);
                return new ButtonMessage(texts.Declined);
            default:
                return ContactPrompts.Asking(texts, form, texts.Invitation);
        }
    }

    private async Task<ButtonMessage> SendAsync(
        ActiveTurn turn, ContactForm form, ContactButton press, string language, CancellationToken cancellationToken)
    {
        var texts = brand.In(language).Contact;
        var (address, isMessage) = (EmailAddress.Normalize(press.Email), form.Kind == ContactKind.Message);
        var isTextWrong = isMessage && press.Text.Length is 0 or > ContactButton.LongestText;
        if (address is null || isTextWrong)
            return ContactPrompts.Asking(
                texts, form, address is null ? texts.EmailWrong : ContactPrompts.MessageWrong(texts),
                press.Email.Cut(EmailAddress.MaxLength), press.Text.Cut(ContactButton.LongestText));
        if (!await invitation.CanSendAsync(turn.Turn.ConversationId, cancellationToken))
            return new ButtonMessage(brand.In(language).Answers.WithContact(texts.Full));
        var content = await ContentAsync(turn, form, address, press.Text, language, cancellationToken);
        turn.Contact = new ContactAction.Send(
            form.Id, [.. Routes(form.Kind).Select(way => new NewContactMessage(way, form.Kind, content))]);
        return new ButtonMessage((isMessage ? texts.Sent : texts.TranscriptSent)
            .Replace("{ticket}", content.Ticket, StringComparison.Ordinal)
            .Replace("{email}", address, StringComparison.Ordinal));
    }

    private IEnumerable<ContactRoute> Routes(ContactKind kind)
    {
        if (invitation.SendsMail) yield return ContactRoute.Smtp;
        if (options.Value.HasWebhook && kind == ContactKind.Message) yield return ContactRoute.Webhook;
    }

    private async Task<ContactContent> ContentAsync(
        ActiveTurn turn, ContactForm form, string address, string text, string language,
        CancellationToken cancellationToken)
    {
        var id = turn.Turn.ConversationId;
        var (conversation, isMessage) = (
            await conversations.FindAsync(id, cancellationToken), form.Kind == ContactKind.Message);
        return new ContactContent(
            isMessage ? ContactContent.NewTicket(clock.GetUtcNow()) : "", conversation?.UserName ?? "", address,
            isMessage ? text : "",
            await transcripts.WriteAsync(id, language, isForCustomer: !isMessage, cancellationToken) ?? "",
            language, id,
            form.CaseId is null ? null : $"{server.Value.PublicAddress}/console/cases/{form.CaseId}",
            clock.GetUtcNow());
    }
}
