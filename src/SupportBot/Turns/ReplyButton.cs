using Newtonsoft.Json.Linq;

namespace SupportBot.Turns;

// A press sends the title as the customer's message, together with the value.
internal sealed record ReplyButton(string Title, JObject Value);

// Markdown with buttons below it, which may be none.
internal sealed record Prompt(string Text, params IReadOnlyList<ReplyButton> Buttons);
