using System.Net;
using System.Text;
using Microsoft.Bot.Schema;
using SupportBot.AgentConsole;
using SupportBot.AgentConsole.Parts;
using SupportBot.AgentConsole.Thread;
using SupportBot.BotFramework.Activities;
using SupportBot.Core.Handoff;

namespace SupportBot.Desks.Teams;

// What happened in a case since its thread was last written to, as the text of one message. The text is HTML, in which
// nothing that people wrote has a meaning.
internal sealed record ThreadNews(string Text, long Through, long Sequence)
{
    // The client id of a message that an agent wrote in a thread begins so.
    public const string ClientPrefix = "teams:";

    // A message of Teams holds about 40,000 characters with its markup.
    private const int LongestText = 20_000;

    private const int MostPictures = 5;

    // Of one message. The console shows the rest.
    private const int LongestPart = 5_000;

    // Whether the thread knows all of it already.
    public bool IsKnown => Text.Length == 0;

    // Pictures in it, which Teams shows below the text.
    public IReadOnlyList<Attachment> Pictures { get; private init; } = [];

    // Entries and events in order. A file's address in the log has no ticket; addressOf fills it in, and returns null
    // where nobody can open it from Teams.
    public static ThreadNews Of(
        DeskThread thread, IReadOnlyList<SentEntry> entries, IReadOnlyList<CaseEvent> events, string customer,
        Func<string?, string?> nameOf, Func<string, string?> addressOf)
    {
        // The thread has what was written in it already.
        var said = entries.Select(entry => (
            entry.Number, Entry: entry, Activity: IsOfThread(entry) ? null : ActivityJson.Read(entry.Json.Span)))
            .ToList();
        var items = said
            .Select(each => (
                each.Number, Sequence: 0L,
                Text: each.Activity is { } activity
                    ? TextOf(activity, NameOf(each.Entry, customer, nameOf), addressOf)
                    : ""))
            .Concat(events.Select(each => (each.Number, each.Sequence, Text: TextOf(each, nameOf))))
            .OrderBy(item => (item.Number, item.Sequence)).ToList();
        var text = new StringBuilder();
        var news = new ThreadNews("", thread.Shown, thread.Sequence);
        foreach (var item in items)
        {
            if (text.Length > 0 && text.Length + item.Text.Length > LongestText) break;
            if (item.Text.Length > 0) text.Append(text.Length > 0 ? "<br><br>" : "").Append(item.Text);
            news = item.Sequence > 0
                ? news with { Sequence = item.Sequence }
                : news with { Through = item.Number };
        }
        var pictures = said.Where(each => each.Number <= news.Through).Select(each => each.Activity)
            .OfType<Activity>().SelectMany(FilesOf).Where(IsPicture).Select(file => Shown(file, addressOf))
            .OfType<Attachment>();
        return news with { Text = text.ToString(), Pictures = [.. pictures.Take(MostPictures)] };
    }

    private static bool IsOfThread(SentEntry entry) =>
        entry.ClientId?.StartsWith(ClientPrefix, StringComparison.Ordinal) == true;

    private static string NameOf(SentEntry entry, string customer, Func<string?, string?> nameOf) =>
        entry.AgentId is { } agent ? TeamsDeskTexts.InConsole.For(nameOf(agent)) : customer;

    private static IEnumerable<Attachment> FilesOf(Activity activity) =>
        (activity.Attachments ?? []).Where(file => file.ContentUrl is not null);

    private static bool IsPicture(Attachment file) =>
        file.ContentType is "image/png" or "image/jpeg" or "image/gif";

    private static Attachment? Shown(Attachment file, Func<string, string?> addressOf) =>
        addressOf(file.ContentUrl) is { } address
            ? new Attachment { ContentType = file.ContentType, ContentUrl = address, Name = file.Name }
            : null;

    private static string Link(Attachment file, Func<string, string?> addressOf)
    {
        var text = Html(TeamsDeskTexts.SentFile.Replace("{name}", file.Name ?? "", StringComparison.Ordinal));
        return addressOf(file.ContentUrl) is { } address ? $"<a href=\"{Html(address)}\">{text}</a>" : text;
    }

    private static string TextOf(Activity activity, string name, Func<string, string?> addressOf)
    {
        var text = activity.Type switch
        {
            ActivityTypes.Message => Html(activity.Text ?? ""),
            ActivityTypes.MessageUpdate => TeamsDeskTexts.Edited + Html(activity.Text ?? ""),
            ActivityTypes.MessageDelete => TeamsDeskTexts.Deleted,
            _ => "",
        };
        var files = FilesOf(activity).Select(file => Link(file, addressOf));
        var parts = string.Join("<br>", files.Prepend(text).Where(part => part.Length > 0));
        return parts.Length == 0 ? "" : $"<b>{Html(name)}:</b> {parts}";
    }

    // The card shows the rest.
    private static string TextOf(CaseEvent happened, Func<string?, string?> nameOf) => happened.Kind switch
    {
        CaseEventKind.Noted when happened.Text.StartsWith(TeamsDeskTexts.NoteByThread, StringComparison.Ordinal) => "",
        CaseEventKind.Noted => $"<i>{Html(Words(happened, nameOf))}:</i> {Html(happened.Text)}",
        CaseEventKind.Released or CaseEventKind.Transferred or CaseEventKind.Left or CaseEventKind.TimedOut
            or CaseEventKind.Reopened or CaseEventKind.Woken or CaseEventKind.Rated =>
            $"<i>{Html(Words(happened, nameOf))}.</i>",
        _ => "",
    };

    private static string Words(CaseEvent happened, Func<string?, string?> nameOf) =>
        CaseWords.Of(new ThreadItem.CaseChange(happened, nameOf(happened.AgentId)));

    public static string Html(string text)
    {
        var shown = text.Length > LongestPart ? $"{text[..LongestPart]}…" : text;
        return WebUtility.HtmlEncode(shown.ReplaceLineEndings("\n")).Replace("\n", "<br>", StringComparison.Ordinal);
    }
}
