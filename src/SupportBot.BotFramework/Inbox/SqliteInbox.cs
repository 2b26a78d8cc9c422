using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Inbox;

// Runs the turns of a conversation one at a time, in order. A turn that a crash interrupted runs again at the next
// start. Replies are stored with the end of their turn and sent at most once: a reply that was being sent when the
// process ended is abandoned.
internal sealed class SqliteInbox(
    SqliteInboxFile file, IBot bot, DurableAdapter adapter, ConnectorCalls connector, ILogger<SqliteInbox> log)
    : BackgroundService, IActivityInbox
{
    // After this many attempts, the turn is assumed to be what ends the process.
    private const int MaxAttempts = 3;

    // The latest work of each conversation that has any.
    private readonly Dictionary<string, Task> _latest = new(StringComparer.Ordinal);

    public Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (Store(activity) is { } number) _ = EnqueueAsync(number, activity, isAwaited: false);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken) =>
        Store(activity) is { } number
            ? await EnqueueAsync(number, activity, isAwaited: true).WaitAsync(cancellationToken).ConfigureAwait(false)
            : [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (file.AbandonedReplies > 0)
            log.LogError(
                "{Count} replies were being sent when the process ended; they are not sent again",
                file.AbandonedReplies);
        foreach (var conversation in file.ConversationsWithReplies())
            _ = RunInOrderAsync(conversation, () => SendAsync(conversation));
        foreach (var (number, json) in file.UnfinishedTurns()) _ = EnqueueAsync(number, ActivityJson.Read(json), false);
        return Task.CompletedTask;
    }

    private long? Store(Activity activity)
    {
        try
        {
            return file.AddActivity(
                activity.ChannelId ?? "", activity.Conversation.Id, activity.Id, ActivityJson.Write(activity));
        }
        catch (SqliteException e)
        {
            throw new IOException("The inbox cannot be written.", e);
        }
    }

    private async Task<IReadOnlyList<Activity>> EnqueueAsync(long number, Activity activity, bool isAwaited)
    {
        IReadOnlyList<Activity> replies = [];
        var conversation = activity.Conversation.Id;
        await RunInOrderAsync(conversation, async () =>
        {
            replies = await RunAsync(number, activity).ConfigureAwait(false);
            file.EndTurn(number, conversation, isAwaited ? [] : replies.Select(ActivityJson.Write));
            if (!isAwaited) await SendAsync(conversation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return replies;
    }

    private async Task RunInOrderAsync(string conversation, Func<Task> work)
    {
        Task current;
        lock (_latest)
        {
            current = RunAfterAsync(_latest.GetValueOrDefault(conversation, Task.CompletedTask), work);
            _latest[conversation] = current;
        }
        try
        {
            await current.ConfigureAwait(false);
        }
        finally
        {
            lock (_latest)
                if (_latest.GetValueOrDefault(conversation) == current) _latest.Remove(conversation);
        }
    }

    private static async Task RunAfterAsync(Task previous, Func<Task> work)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        await work().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Activity>> RunAsync(long number, Activity activity)
    {
        if (file.BeginTurn(number) > MaxAttempts)
        {
            log.LogError("Turn {Number} is given up: it did not end in {Attempts} attempts", number, MaxAttempts);
            return [];
        }
        var outbox = new Outbox(connector);
        try
        {
            var context = adapter.CreateTurnContext(activity, outbox);
            await adapter.RunAsync(context, bot, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) // The turn's boundary: the next turn must go on.
        {
            log.LogError("Turn {Number} failed: {Kind}\n{Where}", number, e.GetType().Name, e.StackTrace);
            log.LogTrace(e, "Turn {Number}", number);
        }
        return outbox.Replies;
    }

    private async Task SendAsync(string conversation)
    {
        while (file.TakeReply(conversation) is var (number, json))
        {
            var reply = ActivityJson.Read(json);
            var result = string.IsNullOrEmpty(reply.ReplyToId)
                ? await connector.SendToConversationAsync(reply.ServiceUrl, conversation, reply).ConfigureAwait(false)
                : await connector.ReplyToActivityAsync(reply.ServiceUrl, conversation, reply.ReplyToId, reply)
                    .ConfigureAwait(false);
            file.EndReply(number);
            if (result is not ConnectorResult<ResourceResponse>.Succeeded)
                log.LogError("Reply {Number} may not have arrived: {Result}", number, result);
        }
    }

    // Holds replies until the end of the turn; typing is sent at once.
    private sealed class Outbox(ConnectorCalls connector) : ITurnOutbox
    {
        public List<Activity> Replies { get; } = [];

        public async Task<ResourceResponse[]> SendAsync(
            ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
        {
            foreach (var activity in activities)
            {
                if (activity.Type == ActivityTypes.Typing)
                    await connector
                        .SendOnceAsync(activity.ServiceUrl, activity.Conversation.Id, activity, cancellationToken)
                        .ConfigureAwait(false);
                else if (activity.Type != ActivityTypes.Trace) Replies.Add(activity);
            }
            return Array.ConvertAll([.. activities], _ => new ResourceResponse($"{Guid.NewGuid():N}"));
        }
    }
}
