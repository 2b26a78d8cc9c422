namespace SupportBot.Turns;

// Fields below a message, and the buttons that send them. A button that discards them has no need of valid fields.
internal sealed record InputForm(IReadOnlyList<InputField> Fields, ReplyButton Submit, ReplyButton? Discard = null);

// The error is shown where a required field is empty, or an address cannot be one.
internal sealed record InputField(string Name, string Label, int MaxLength, string Error = "", string Value = "")
{
    public bool IsEmail { get; init; }

    public bool IsRequired { get; init; } = true;
}
