using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;
using SupportBot.Turns;

namespace SupportBot.Contact;

// A press of a button of a form. The stored form decides whether it still has a meaning.
internal sealed record ContactButton(string Action, string FormId, string Email, string Text)
{
    public const string Show = "show";
    public const string Send = "send";
    public const string Skip = "skip";

    public const string EmailField = "email";
    public const string TextField = "message";
    public const int LongestText = 2000;

    private const string Member = "contact";

    public static ReplyButton Create(string title, string action, string formId) =>
        new(title, new JObject { [Member] = action, ["form"] = formId });

    public static ContactButton? Read(Activity activity)
    {
        var value = activity.Value;
        return value.Text(Member) is { } action && value.Text("form") is { } form
            ? new ContactButton(action, form, Field(value, EmailField), Field(value, TextField))
            : null;
    }

    private static string Field(object? value, string name) => value.Text(name)?.Trim() ?? "";
}
