using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Contact;

internal static class ContactTable
{
    public static async Task ApplyAsync(
        Session session, string brand, string conversationId, long number, ContactAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case ContactAction.Open open:
                await OpenAsync(session, brand, conversationId, number, open.Form, now).ConfigureAwait(false);
                break;
            case ContactAction.Close close:
                await EndAsync(session, brand, conversationId, close.FormId, "closed").ConfigureAwait(false);
                break;
            case ContactAction.Send send
                when await EndAsync(session, brand, conversationId, send.FormId, "sent").ConfigureAwait(false):
                foreach (var message in send.Messages)
                    await AddAsync(session, brand, conversationId, number, message, now).ConfigureAwait(false);
                break;
        }
    }

    public static Task OpenAsync(
        Session session, string brand, string conversationId, long number, ContactForm form, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO contact_form (brand, id, conversation_id, number, kind, case_id, question, state, opened_at)
            VALUES (@brand, @Id, @conversationId, @number, @kind, @CaseId, @Question, 'open', @now)
            """,
            new
            {
                brand, form.Id, conversationId, number, kind = StoredName.Of(form.Kind), form.CaseId, form.Question,
                now = now.ToUnixTimeMilliseconds(),
            });

    private static async Task<bool> EndAsync(
        Session session, string brand, string conversationId, string formId, string state) =>
        await session.ExecuteAsync(
            """
            UPDATE contact_form SET state = @state
            WHERE brand = @brand AND conversation_id = @conversationId AND id = @formId AND state = 'open'
            """, new { brand, conversationId, formId, state }).ConfigureAwait(false) == 1;

    private static Task<int> AddAsync(
        Session session, string brand, string conversationId, long number, NewContactMessage message,
        DateTimeOffset now) => session.ExecuteAsync(
        """
        INSERT INTO contact_message (brand, id, conversation_id, number, kind, route, ticket, content, state, attempts,
            created_at, changed_at, next_at)
        VALUES (@brand, @Id, @conversationId, @number, @kind, @route, @Ticket, @content, 'waiting', 0, @now, @now, @now)
        """,
        new
        {
            brand, message.Id, conversationId, number, kind = StoredName.Of(message.Kind),
            route = StoredName.Of(message.Route), message.Content.Ticket,
            content = JsonSerializer.Serialize(message.Content), now = now.ToUnixTimeMilliseconds(),
        });
}
