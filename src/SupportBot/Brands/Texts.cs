using SupportBot.Contact;
using SupportBot.Core.Answers;
using SupportBot.Handoff;
using SupportBot.Knowledge.Pages;
using SupportBot.TeamsApp;
using SupportBot.TeamsExtension;
using SupportBot.Widget;

namespace SupportBot.Brands;

// brands/{name}/texts.{language}.yaml; a missing key stops the start.
internal sealed class Texts
{
    public required WidgetTexts Widget { get; init; }
    public required DemoTexts Demo { get; init; }
    public required DocsTexts Docs { get; init; }
    public required AnswerTexts Answers { get; init; }
    public required ChatTexts Chat { get; init; }
    public required HandoffTexts Handoff { get; init; }
    public required ContactTexts Contact { get; init; }
    public required TeamsAppTexts TeamsApp { get; init; }
    public required ExtensionTexts Extension { get; init; }
}
