using SupportBot.AgentConsole.Thread;

namespace SupportBot.AgentConsole.Inbox;

// A conversation in a few lines, in its own words: what was asked first, what is open, and which sections the bot gave.
internal sealed record CaseSummary(string? First, string? Open, IReadOnlyList<ThreadSource> Sources)
{
    private const int MostSources = 6;

    public static CaseSummary Of(IEnumerable<ThreadItem> items)
    {
        var messages = items.OfType<ThreadItem.Message>().ToList();
        var asked = messages
            .Where(message => message.Author == ThreadAuthor.Customer && message.Text.Length > 0).ToList();
        var answered = messages.LastOrDefault(
            message => message.Author == ThreadAuthor.Agent || message.Sources.Count > 0)?.Number ?? 0;
        var open = asked.LastOrDefault(message => message.Number > answered);
        return new CaseSummary(
            asked.FirstOrDefault()?.Text, open is not null && open != asked[0] ? open.Text : null,
            [.. messages.SelectMany(message => message.Sources).DistinctBy(source => source.Url).Take(MostSources)]);
    }
}
