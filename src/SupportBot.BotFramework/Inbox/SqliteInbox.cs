using System.Collections.Concurrent;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Activities;
using SupportBot.BotFramework.Connector;

namespace SupportBot.BotFramework.Inbox;

/// <summary>
/// Stores what channels send in a database file, and runs the turns from there: one at a time in a conversation, in
/// order. A turn that a crash interrupts is run again at the next start. Replies are stored with the end of their turn,
/// and sent at most once: one that was being sent when the process ended is given up.
/// </summary>
internal sealed class SqliteInbox(
    SqliteInboxFile file, IBot bot, DurableAdapter adapter, ConnectorCalls connector, ILogger<SqliteInbox> log)
    : BackgroundService, IActivityInbox
{
    /// <summary>A turn that did not end in so many attempts is what ends the process.</summary>
    private const int MaxAttempts = 3;

    private readonly ConcurrentDictionary<string, Task> _turns = new(StringComparer.Ordinal);

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
        if (file.GivenUp > 0)
            log.LogError("{Count} replies were being sent when the bot ended; they are not sent again", file.GivenUp);
        foreach (var conversation in file.Waiting()) _ = AfterAsync(conversation, () => SendAsync(conversation));
        foreach (var (number, json) in file.Unfinished()) _ = EnqueueAsync(number, ActivityJson.Read(json), false);
        return Task.CompletedTask;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    private long? Store(Activity activity)
    {
        try
        {
            return file.Add(
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
        await AfterAsync(conversation, async () =>
        {
            replies = await RunAsync(number, activity).ConfigureAwait(false);
            file.End(number, conversation, isAwaited ? [] : replies.Select(ActivityJson.Write));
            if (!isAwaited) await SendAsync(conversation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return replies;
    }

    /// <summary>Runs work of a conversation after what was enqueued before.</summary>
    private Task AfterAsync(string conversation, Func<Task> work)
    {
        lock (_turns)
            return _turns[conversation] = NextAsync(_turns.GetValueOrDefault(conversation, Task.CompletedTask), work);
    }

    private static async Task NextAsync(Task before, Func<Task> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        await work().ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<Activity>> RunAsync(long number, Activity activity)
    {
        var outbox = new Outbox(connector);
        if (file.Begin(number) > MaxAttempts)
        {
            log.LogError("Turn {Number} is given up: it did not end in {Attempts} attempts", number, MaxAttempts);
            return [];
        }
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
        while (file.Take(conversation) is var (number, json))
        {
            var reply = ActivityJson.Read(json);
            var result = string.IsNullOrEmpty(reply.ReplyToId)
                ? await connector.SendToConversationAsync(reply.ServiceUrl, conversation, reply).ConfigureAwait(false)
                : await connector.ReplyToActivityAsync(reply.ServiceUrl, conversation, reply.ReplyToId, reply)
                    .ConfigureAwait(false);
            file.Done(number);
            if (result is not ConnectorResult<ResourceResponse>.Succeeded)
                log.LogError("Reply {Number} may not have arrived: {Result}", number, result);
        }
    }

    /// <summary>Holds the replies of a turn until its end; typing goes out at once.</summary>
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
