using SupportBot.Core.Answers;
using SupportBot.Knowledge.Pages;
using SupportBot.TeamsApp;
using SupportBot.Widget;

namespace SupportBot.Brands;

/// <summary>All user-visible texts of a brand in one language: <c>brands/{name}/texts.{language}.yaml</c>.</summary>
/// <remarks>
/// Each capability declares its texts as a class of required strings; a key that is missing stops the start.
/// </remarks>
internal sealed class Texts
{
    public required WidgetTexts Widget { get; init; }
    public required DemoTexts Demo { get; init; }
    public required DocsTexts Docs { get; init; }
    public required AnswerTexts Answers { get; init; }
    public required ChatTexts Chat { get; init; }
    public required TeamsAppTexts TeamsApp { get; init; }
}
