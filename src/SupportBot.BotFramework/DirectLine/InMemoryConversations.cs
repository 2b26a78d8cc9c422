using System.Collections.Concurrent;
using System.Net;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.DirectLine.Files;

namespace SupportBot.BotFramework.DirectLine;

/// <summary>
/// Conversations in memory, with a bot that answers them, for samples and tests. Turns of one conversation run one at a
/// time. Nothing outlives the process.
/// </summary>
/// <param name="bot">The bot.</param>
/// <param name="adapter">Runs the turns.</param>
/// <param name="streams">Sockets to publish to.</param>
/// <param name="options">Account of the bot, and page size.</param>
/// <param name="clock">Clock for timestamps.</param>
public sealed class InMemoryConversations(
    IBot bot, DurableAdapter adapter, ConversationStreams streams, DirectLineOptions options, TimeProvider clock)
    : IDirectLineConversations, ITurnOutbox
{
    private const int PageSize = 100;
    private readonly ConcurrentDictionary<string, Conversation> _all = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> StartAsync(ConversationStart start, CancellationToken cancellationToken)
    {
        var added = new Conversation { User = start.User, Locale = start.Locale };
        if (_all.GetOrAdd(start.Id, added) != added) return Task.FromResult(false);
        var members = start.User is null ? [options.Bot] : new[] { options.Bot, start.User };
        lock (added.Log)
            StartTurn(
                added,
                DirectLineActivities.MembersAdded(start.Id, options.Bot, members, start.Locale, clock.GetUtcNow()));
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<long?> FindAsync(string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult(_all.TryGetValue(conversationId, out var conversation) ? conversation.Log.Count : (long?)null);

    /// <inheritdoc/>
    public Task<bool> IsRevokedAsync(string conversationId, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <inheritdoc/>
    public Task<string?> AcceptAsync(
        Activity activity, IReadOnlyList<UploadedFile> files, IPAddress? address, CancellationToken cancellationToken)
    {
        var id = activity.Conversation!.Id!;
        if (!_all.TryGetValue(id, out var conversation)) return Task.FromResult<string?>(null);
        lock (conversation.Log)
        {
            var key = DirectLineActivities.ClientActivityId(activity);
            if (key is not null && conversation.Seen.TryGetValue(key, out var first))
                return Task.FromResult<string?>(first);
            SetUser(conversation, activity);
            foreach (var file in files) conversation.Files[file.Id] = file;
            StartTurn(conversation, activity);
            if (key is not null) conversation.Seen.Add(key, activity.Id!);
        }
        return Task.FromResult<string?>(activity.Id);
    }

    /// <inheritdoc/>
    public Task<StoredFile?> FindFileAsync(
        string conversationId, string fileId, CancellationToken cancellationToken) => Task.FromResult(
            Find(conversationId, fileId) is { } file
                ? new StoredFile(file.Name, file.ContentType, file.Content.Length)
                : null);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadFileAsync(
        string conversationId, string fileId, long offset, int maxBytes, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> content = Find(conversationId, fileId)?.Content;
        var from = (int)Math.Min(offset, content.Length);
        return Task.FromResult(content.Slice(from, Math.Min(maxBytes, content.Length - from)));
    }

    /// <inheritdoc/>
    public Task<LogPage?> ReadAsync(string conversationId, long after, CancellationToken cancellationToken)
    {
        if (!_all.TryGetValue(conversationId, out var conversation)) return Task.FromResult<LogPage?>(null);
        lock (conversation.Log)
        {
            var from = after > conversation.Log.Count ? 0 : (int)after;
            var (through, bytes) = (from, 0);
            while (through < conversation.Log.Count && through - from < PageSize)
            {
                bytes += conversation.Log[through].Length;
                if (bytes > options.PageBytes && through > from) break;
                through++;
            }
            var seen = Enumerable.Range(from, through - from).Where(i => !conversation.Log[i].IsEmpty);
            return Task.FromResult<LogPage?>(
                new LogPage(
                    from, through, [.. seen.Select(i => new LoggedActivity(i + 1, conversation.Log[i]))],
                    through < conversation.Log.Count));
        }
    }

    /// <inheritdoc/>
    public void ShowTyping(string conversationId)
    {
        // The bot has no use for it.
    }

    /// <inheritdoc/>
    public Task<StoredAmount> StoredSinceAsync(
        string conversationId, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(default(StoredAmount));

    /// <inheritdoc/>
    public Task<ResourceResponse[]> SendAsync(
        ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        var conversation = _all[turnContext.Activity.Conversation!.Id!];
        foreach (var activity in activities)
        {
            DirectLineActivities.Complete(
                activity, turnContext.Activity,
                DirectLineActivities.ReplyId(turnContext.Activity.Id!, ++conversation.Sent), clock.GetUtcNow());
            if (DirectLineActivities.IsTransient(activity))
                streams.PublishTransient(turnContext.Activity.Conversation.Id!, activity);
            else
                lock (conversation.Log) Append(conversation, activity);
        }
        return Task.FromResult(Array.ConvertAll([.. activities], activity => new ResourceResponse(activity.Id)));
    }

    private UploadedFile? Find(string conversationId, string fileId) =>
        _all.TryGetValue(conversationId, out var conversation) ? conversation.Files.GetValueOrDefault(fileId) : null;

    private void SetUser(Conversation conversation, Activity activity)
    {
        if (conversation.User is null)
        {
            conversation.User = new ChannelAccount
            {
                Id = activity.From!.Id,
                Name = activity.From.Name,
                Role = RoleTypes.User,
            };
            StartTurn(
                conversation,
                DirectLineActivities.MembersAdded(
                    activity.Conversation!.Id!, options.Bot, [conversation.User],
                    activity.Locale ?? conversation.Locale, clock.GetUtcNow()));
        }
        activity.From!.Id = conversation.User.Id;
    }

    private void Append(Conversation conversation, Activity activity)
    {
        // An entry that clients never see keeps its number and is empty.
        ReadOnlyMemory<byte> json =
            activity.Type == ActivityTypes.ConversationUpdate ? default : ActivityJson.Write(activity);
        conversation.Log.Add(json);
        streams.Publish(
            activity.Conversation!.Id!,
            new LogPage(
                conversation.Log.Count - 1, conversation.Log.Count,
                json.IsEmpty ? [] : [new LoggedActivity(conversation.Log.Count, json)]));
    }

    private void StartTurn(Conversation conversation, Activity activity)
    {
        activity.Id = DirectLineActivities.Id(activity.Conversation!.Id!, conversation.Log.Count + 1);
        Append(conversation, activity);
        conversation.Turns = RunAsync(conversation.Turns, activity);
    }

    private async Task RunAsync(Task before, Activity activity)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        _all[activity.Conversation!.Id!].Sent = 0;
        await adapter.RunAsync(adapter.CreateTurnContext(activity, outbox: this), bot, CancellationToken.None)
            .ConfigureAwait(false);
    }

    private sealed class Conversation
    {
        public ChannelAccount? User { get; set; }
        public string? Locale { get; init; }
        public List<ReadOnlyMemory<byte>> Log { get; } = [];
        public Dictionary<string, string> Seen { get; } = new(StringComparer.Ordinal);
        public ConcurrentDictionary<string, UploadedFile> Files { get; } = new(StringComparer.Ordinal);
        public Task Turns { get; set; } = Task.CompletedTask;
        public int Sent { get; set; }
    }
}
