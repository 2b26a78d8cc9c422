using System.Collections.Concurrent;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Microsoft.Extensions.Logging;

namespace SupportBot.BotFramework;

/// <summary>
/// Runs turns from memory, those of one conversation one after the other: for tests, and for bots that may lose
/// messages. Everything ends with the process.
/// </summary>
public sealed class InMemoryInbox(IBot bot, DurableAdapter adapter, ILogger<InMemoryInbox> log) : IActivityInbox
{
    private readonly ConcurrentDictionary<(string?, string?, string), byte> _seen = new();
    private readonly Dictionary<string, Task> _turns = new(StringComparer.Ordinal);

    public Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (!IsCopy(activity)) _ = EnqueueAsync(adapter.CreateTurnContext(activity, outbox: null));
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (IsCopy(activity)) return [];
        var replies = new CollectedReplies();
        await EnqueueAsync(adapter.CreateTurnContext(activity, replies)).WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        return replies.Activities;
    }

    private bool IsCopy(Activity activity) =>
        activity.Id is { } id && !_seen.TryAdd((activity.ChannelId, activity.Conversation?.Id, id), 0);

    private Task EnqueueAsync(TurnContext context)
    {
        var conversation = context.Activity.Conversation!.Id!;
        lock (_turns)
            return _turns[conversation] = RunAsync(_turns.GetValueOrDefault(conversation, Task.CompletedTask), context);
    }

    private async Task RunAsync(Task before, TurnContext context)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await adapter.RunAsync(context, bot, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) // The turn's boundary: the next turn must go on.
        {
            log.LogError("A turn failed: {Kind}", e.GetType().Name);
            log.LogTrace(e, "A turn failed");
        }
    }

    private sealed class CollectedReplies : ITurnOutbox
    {
        public List<Activity> Activities { get; } = [];

        public Task<ResourceResponse[]> SendAsync(
            ITurnContext turnContext, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
        {
            Activities.AddRange(activities);
            return Task.FromResult(Array.ConvertAll([.. activities], _ => new ResourceResponse($"{Guid.NewGuid():N}")));
        }
    }
}
