using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.Turns;

namespace SupportBot.Channels;

// An Adaptive Card with input fields. Its buttons send their value together with the fields.
internal static class FormCard
{
    // The first version with labels and errors of inputs.
    private const string Version = "1.3";

    public static Attachment Create(InputForm form) =>
        CardJson.Attach(CardJson.Create(Version, form.Fields.Select(Input), Actions(form)));

    private static JObject Input(InputField field) => new()
    {
        ["type"] = "Input.Text",
        ["id"] = field.Name,
        ["label"] = field.Label,
        ["value"] = field.Value,
        ["maxLength"] = field.MaxLength,
        ["style"] = field.IsEmail ? "email" : "text",
        ["isMultiline"] = !field.IsEmail,
        ["isRequired"] = field.IsRequired,
        ["errorMessage"] = field.Error,
    };

    private static IEnumerable<JObject> Actions(InputForm form)
    {
        yield return Action(form.Submit);
        if (form.Discard is not { } discard) yield break;
        var action = Action(discard);
        action["associatedInputs"] = "none";
        yield return action;
    }

    private static JObject Action(ReplyButton button) =>
        new() { ["type"] = "Action.Submit", ["title"] = button.Title, ["data"] = button.Value.DeepClone() };
}
