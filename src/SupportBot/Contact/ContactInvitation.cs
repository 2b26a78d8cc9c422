using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Contact;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;
using SupportBot.Turns;

namespace SupportBot.Contact;

// Tells customers that nobody can talk to them, and shows the message form where messages can be sent.
internal sealed class ContactInvitation(
    ContactStore store, HandoffRoute route, Brand brand, IOptions<ContactOptions> options, IOptions<SmtpOptions> smtp,
    TimeProvider clock)
{
    private const int MostPerConversation = 5;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public bool IsConfigured => options.Value.HasWebhook || SendsMail;

    public bool SendsMail => smtp.Value.IsConfigured;

    public async Task<ButtonMessage> ClosedAsync(
        string conversationId, string language, string question, string? caseId, CancellationToken cancellationToken) =>
        await CanSendAsync(conversationId, cancellationToken)
            ? Asking(language, route.ClosedText(language, brand.In(language).Contact.Invitation), question, caseId)
            : new ButtonMessage(route.ClosedText(language));

    // After a wait that was too long.
    public async Task<ButtonMessage> TimedOutAsync(SupportCase @case, CancellationToken cancellationToken)
    {
        var texts = brand.In(@case.Language);
        var question = @case.Reason == HandoffReason.CustomerRequest ? "" : @case.Question;
        return await CanSendAsync(@case.ConversationId, cancellationToken)
            ? Asking(
                @case.Language,
                texts.Handoff.TimedOut.Replace("{contact}", texts.Contact.Invitation, StringComparison.Ordinal),
                question, @case.Id)
            : new ButtonMessage(texts.Answers.WithContact(texts.Handoff.TimedOut));
    }

    // Once in a conversation; null where it was offered before, or messages cannot be sent.
    public async Task<ButtonMessage?> OfferAsync(
        string conversationId, string language, string question, CancellationToken cancellationToken) =>
        await CanSendAsync(conversationId, cancellationToken)
        && !await store.HasFormAsync(conversationId, ContactKind.Message, cancellationToken)
            ? ContactPrompts.Offering(
                brand.In(language).Contact, ContactForm.New(ContactKind.Message, question))
            : null;

    // Null where the transcript cannot be sent, or was sent before.
    public async Task<ButtonMessage?> TranscriptAsync(
        SupportCase @case, string language, CancellationToken cancellationToken)
    {
        if (!SendsMail || await store.WasSentAsync(@case.Id, cancellationToken)
            || !await CanSendAsync(@case.ConversationId, cancellationToken))
            return null;
        var (texts, form) = (brand.In(language).Contact, ContactForm.New(ContactKind.Transcript, "", @case.Id));
        return ContactPrompts.Asking(texts, form, texts.TranscriptForm) with { Opens = form };
    }

    public async Task<bool> CanSendAsync(string conversationId, CancellationToken cancellationToken)
    {
        if (!IsConfigured) return false;
        var now = clock.GetUtcNow();
        var (own, all) = await store.CountSentAsync(conversationId, now - Day, now - Hour, cancellationToken);
        return own < MostPerConversation && all < options.Value.MaxPerHour;
    }

    private ButtonMessage Asking(string language, string text, string question, string? caseId)
    {
        var form = ContactForm.New(ContactKind.Message, question, caseId);
        return ContactPrompts.Asking(brand.In(language).Contact, form, text) with { Opens = form };
    }
}
