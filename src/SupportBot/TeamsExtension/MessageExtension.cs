using System.Globalization;
using System.Text;
using Markdig;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.DirectLine;
using SupportBot.Brands;
using SupportBot.Channels.Teams;
using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;
using SupportBot.Turns;

namespace SupportBot.TeamsExtension;

// The message extension: in any chat of Teams, a person asks a question and inserts the cited answer.
internal sealed class MessageExtension(
    ExtensionAnswers answers, ExtensionAudit audit, Brand brand, IOptions<RateLimitOptions> limits,
    IOptions<ServerOptions> server, TimeProvider clock)
{
    public const string Query = "composeExtension/query";

    private const int MaxLength = 500;
    private const int MinLength = 2;

    private readonly SlidingTotals _minute = new(TimeSpan.FromMinutes(1), clock);
    private readonly ExtensionCard _card = new(new TeamsLinks(server.Value.PublicAddress));

    public async Task<JObject> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        var query = ExtensionQuery.Read(activity.Value);
        var (texts, language) = (brand.In(activity.Locale), brand.LanguageOf(activity.Locale));
        if (query.IsNextPage) return Cards([]);
        if (GetDeclineText(query.Text, activity.From?.Id ?? "", texts) is { } text) return Message(text);
        var start = clock.GetTimestamp();
        var finding = await answers.FindAsync(query.Text, language, cancellationToken);
        var result = finding is null ? Message(texts.Extension.Slow) : Render(query.Text, finding, texts);
        await audit.AddAsync(query.Text, language, finding, result, clock.GetElapsedTime(start));
        return result;
    }

    private string? GetDeclineText(string text, string person, Texts texts)
    {
        if (text.Length > MaxLength)
            return texts.Chat.TooLong.Replace(
                "{limit}", MaxLength.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        if (text.EnumerateRunes().Count(Rune.IsLetterOrDigit) < MinLength)
            return texts.Extension.Prompt.Replace(
                "{example}", texts.Chat.Examples.FirstOrDefault(), StringComparison.Ordinal);
        return _minute.TryAdd([new Allowance("visitor", person, limits.Value.MessagesPerMinute)], 1) is null
            ? null
            : texts.Chat.WaitMinute;
    }

    private JObject Render(string question, ExtensionFinding finding, Texts texts)
    {
        var (answer, sections) = (finding.Answer, finding.Sections.Select(_card.Create));
        var note = $"{texts.Chat.Automated} · {brand.Look.Name}";
        return answer.Kind switch
        {
            AnswerKind.Answered => Cards(sections.Prepend(_card.Create(question, answer, note))),
            AnswerKind.Suggested when finding.Sections.Count > 0 => Cards(sections),
            _ => Message(Markdown.ToPlainText(answer.Text, MarkdownSyntax.Pipeline).Trim()),
        };
    }

    private static JObject Cards(IEnumerable<JObject> attachments) => Result(new JObject
    {
        ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JArray([.. attachments]),
    });

    private static JObject Message(string text) => Result(new JObject { ["type"] = "message", ["text"] = text });

    private static JObject Result(JObject result) => new() { ["composeExtension"] = result };
}
