using SupportBot.Core.Answers;

namespace SupportBot.Channels;

// A button below a message that opens a page. The URL is absolute, or a path of this host such as /docs/setup.md; null
// for a page that cannot be opened, of which only the name is shown.
internal sealed record LinkButton(string Label, string? Url)
{
    public static LinkButton Of(SuggestedSection section) =>
        new(LabelOf(section), PageAddress.Of(section.Url, section.Audience));

    private static string LabelOf(SuggestedSection section) => section.Section.Length > 0
        ? $"{section.Title} › {section.Section.Split(" › ")[^1]}"
        : section.Title;
}
