using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework.Activities;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Settings;

namespace SupportBot.Contact;

// A conversation as plain text: what was said, by whom and when. Long ones lose their beginning.
internal sealed partial class TranscriptWriter(
    ConversationStore conversations, Brand brand, IOptions<ServerOptions> server, TimeProvider clock)
{
    private const int MaxEntries = 2000;
    private const int MaxCharacters = 200_000;
    private const int PageSize = 200;
    private const int PageBytes = 1024 * 1024;

    // Null if there is no such conversation.
    public async Task<string?> WriteAsync(
        string conversationId, string language, bool isForCustomer, CancellationToken cancellationToken)
    {
        if (await conversations.FindAsync(conversationId, cancellationToken) is not { } conversation) return null;
        var texts = brand.In(language).Contact;
        var customer = isForCustomer ? texts.You
            : conversation.UserName is { Length: > 0 } name ? name : texts.Customer;
        var parts = new List<string>();
        var (after, isCut) = (Math.Max(0, conversation.LastNumber - MaxEntries), conversation.LastNumber > MaxEntries);
        while (await conversations.ReadAsync(conversationId, after, PageSize, PageBytes, cancellationToken)
            is { Through: var through } page && through > after)
        {
            parts.AddRange(page.Visible
                .Select(entry => Part(ActivityJson.Read(entry.Json.Span), customer)).OfType<string>());
            after = through;
        }
        for (var length = parts.Sum(part => part.Length); length > MaxCharacters && parts.Count > 1; isCut = true)
        {
            length -= parts[0].Length;
            parts.RemoveAt(0);
        }
        var title = texts.TranscriptTitle
            .Replace("{name}", brand.Look.Name, StringComparison.Ordinal)
            .Replace("{time}", Time(clock.GetUtcNow()), StringComparison.Ordinal);
        return string.Join("\n\n", [title, .. isCut ? [texts.TranscriptCut] : Array.Empty<string>(), .. parts]) + "\n";
    }

    private string? Part(Activity activity, string customer)
    {
        if (activity.Type != ActivityTypes.Message) return null;
        var files = (activity.Attachments ?? [])
            .Where(file => file.ContentUrl is not null && file.Name is { Length: > 0 })
            .Select(file => $"[{file.Name}]");
        var text = string.Join('\n', files.Prepend(Readable(activity.Text ?? "")).Where(line => line.Length > 0));
        return text.Length == 0 ? null : $"{Time(activity.Timestamp)} {Speaker(activity, customer)}:\n{text}";
    }

    private string Speaker(Activity activity, string customer) =>
        activity.From is not { Role: RoleTypes.Bot } from ? customer
        : from.Name is { Length: > 0 } name ? name : brand.Look.Name;

    // Links of citations are written out.
    private string Readable(string text) => Definition().Replace(text.Trim(), match =>
        $"[{match.Groups[1].Value}] {match.Groups[3].Value}: {Absolute(match.Groups[2].Value)}");

    private string Absolute(string url) =>
        url.StartsWith('/') ? server.Value.PublicAddress + url : url;

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex("""^\[(\d+)\]: <([^>\n]*)> "([^\n]*)"$""", RegexOptions.Multiline)]
    private static partial Regex Definition();
}
