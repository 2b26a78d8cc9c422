using Newtonsoft.Json.Linq;
using SupportBot.Core.Contact;
using SupportBot.Core.Handoff;

namespace SupportBot.Turns;

// A press sends the title as the customer's message, together with the value.
internal sealed record ReplyButton(string Title, JObject Value);

// Markdown with buttons below it, which may be none.
internal sealed record ButtonMessage(string Text, params IReadOnlyList<ReplyButton> Buttons)
{
    public InputForm? Form { get; init; }

    // The agent whom it announces; null for none.
    public Agent? Introduces { get; init; }

    // The form that its buttons belong to, where it is new: it is stored together with the message.
    public ContactForm? Opens { get; init; }
}
