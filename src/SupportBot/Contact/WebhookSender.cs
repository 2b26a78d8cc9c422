using System.Text.Json;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Contact;
using SupportBot.Webhooks;

namespace SupportBot.Contact;

// Posts messages to the webhook. The receiver recognizes a repetition by the idempotency key, so an attempt whose
// outcome is unknown is repeated.
internal sealed class WebhookSender(Brand brand, IOptions<ContactOptions> options, SignedPost post)
{
    public const string SignatureHeader = "X-SupportBot-Signature";

    public async Task<ContactResult> SendAsync(ContactMessage message, CancellationToken cancellationToken)
    {
        var content = new SignedContent(
            options.Value.WebhookUrl, options.Value.WebhookSecret, SignatureHeader, message.Id, Json(message));
        return await post.SendAsync(content, cancellationToken) is { } problem
            ? new ContactResult.Postponed(problem)
            : new ContactResult.Sent();
    }

    private byte[] Json(ContactMessage message)
    {
        var content = message.Content;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            message.Id,
            content.Ticket,
            Brand = brand.Name,
            content.Name,
            content.Email,
            Message = content.Text,
            content.Transcript,
            content.Language,
            content.ConversationId,
            content.CaseUrl,
            content.WrittenAt,
        }, JsonSerializerOptions.Web);
    }
}
