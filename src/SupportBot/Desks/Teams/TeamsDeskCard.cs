using System.Security.Cryptography;
using System.Text;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Parts;
using SupportBot.Channels;
using SupportBot.Core.Handoff;

namespace SupportBot.Desks.Teams;

// The first message of a case's thread. It changes with the state of the case alone, so that few updates are needed.
// What customers wrote stands in text runs, which have no markup.
internal sealed record TeamsDeskCard(
    ListedCase Listed, CaseSummary Summary, string? OwnerName, string TranscriptUrl, bool MayBeTwice)
{
    public const string ClaimVerb = "desk/claim";
    public const string TakeOverVerb = "desk/takeOver";
    public const string ReleaseVerb = "desk/release";
    public const string ResolveVerb = "desk/resolve";
    public const string SuggestVerb = "desk/suggest";

    public const string CaseMember = "case";
    public const string VerbMember = "verb";

    private const string Version = "1.4";
    private const int LongestText = 1500;
    private const int MostSources = 4;

    private SupportCase Case => Listed.Case;

    public JObject Content()
    {
        List<JObject> body =
        [
            CardJson.PlainText(Title(), weight: "Bolder", size: "Medium"),
            CardJson.PlainText(Case.Question.Cut(LongestText)),
        ];
        if (Summary.First is { } first && first != Case.Question)
            body.Add(CardJson.PlainText($"{TeamsDeskTexts.AskedFirst}: {first.Cut(LongestText)}"));
        if (Summary.Sources.Count > 0)
            body.Add(CardJson.PlainText($"{TeamsDeskTexts.Sources}: {string.Join(
                "; ", Summary.Sources.Take(MostSources).Select(source => source.Name.Cut(100)))}"));
        body.Add(new JObject { ["type"] = "FactSet", ["facts"] = new JArray([.. Facts()]) });
        if (Case.Owner == ConversationOwner.Human)
            body.Add(CardJson.PlainText(TeamsDeskTexts.ReplyHere.For(OwnerName)));
        if (MayBeTwice) body.Add(CardJson.PlainText(TeamsDeskTexts.MaybeTwice));
        return CardJson.Create(Version, body, Actions());
    }

    public Attachment Attachment() => CardJson.Attach(Content());

    public static string HashOf(JObject content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString(Formatting.None))));

    private string Title() => Case.State switch
    {
        CaseState.Waiting => TeamsDeskTexts.Waiting,
        CaseState.Snoozed => TeamsDeskTexts.Snoozed.For(OwnerName),
        _ when Case.Owner == ConversationOwner.Human => TeamsDeskTexts.Owned.For(OwnerName),
        _ => CaseWords.Of(Case.State),
    };

    private IEnumerable<JObject> Facts()
    {
        yield return Fact(TeamsDeskTexts.Customer, Plain(CaseWords.NameOf(Listed)));
        yield return Fact(TeamsDeskTexts.Reason, CaseWords.Of(Case.Reason));
        yield return Fact(TeamsDeskTexts.Language, Case.Language);
        if (Case.Skill.Length > 0) yield return Fact(TeamsDeskTexts.Skill, Plain(Case.Skill));
        var since = Case.OpenedAt.UtcDateTime.ToString("s", provider: null);
        yield return Fact(TeamsDeskTexts.Since, $"{{{{DATE({since}Z, SHORT)}}}} {{{{TIME({since}Z)}}}}");
    }

    private IEnumerable<JObject> Actions()
    {
        if (Case.Owner == ConversationOwner.Queue) yield return Action(TeamsDeskTexts.Claim, ClaimVerb);
        if (Case.Owner == ConversationOwner.Human)
        {
            yield return Action(TeamsDeskTexts.Resolve, ResolveVerb);
            yield return Action(TeamsDeskTexts.TakeOver, TakeOverVerb);
            yield return Action(TeamsDeskTexts.Release, ReleaseVerb);
        }
        if (Case.Owner != ConversationOwner.Bot) yield return Action(TeamsDeskTexts.Suggest, SuggestVerb);
        if (TranscriptUrl.Length > 0)
            yield return new JObject
            {
                ["type"] = "Action.OpenUrl", ["title"] = TeamsDeskTexts.Open, ["url"] = TranscriptUrl,
            };
    }

    // Clients without Action.Execute send its fallback, a message with the data.
    private JObject Action(string title, string verb) => new()
    {
        ["type"] = "Action.Execute", ["title"] = title, ["verb"] = verb, ["data"] = Data(verb),
        ["fallback"] = new JObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = Data(verb) },
    };

    private JObject Data(string verb) => new() { [VerbMember] = verb, [CaseMember] = Case.Id };

    private static JObject Fact(string title, string value) => new() { ["title"] = title, ["value"] = value };

    // Facts are read as Markdown, and functions such as {{DATE()}} are carried out.
    private static string Plain(string text) =>
        new([.. text.Cut(100).Select(c => c is '[' or ']' or '*' or '_' or '{' or '}' or '<' or '>' or '`' ? ' ' : c)]);
}
