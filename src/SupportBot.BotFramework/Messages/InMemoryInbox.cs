using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Messages;

/// <summary>
/// Runs turns from memory, those of one conversation one after the other: for samples and tests. Everything ends with
/// the process.
/// </summary>
public sealed class InMemoryInbox(ActivityHandler bot, CloudAdapter adapter, ILogger<InMemoryInbox> log) : IActivityInbox
{
    private readonly ConcurrentDictionary<(string?, string?, string), byte> _seen = new();
    private readonly Dictionary<string, Task> _turns = new(StringComparer.Ordinal);

    public Task AcceptAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (!IsCopy(activity)) _ = EnqueueAsync(new TurnContext(adapter, activity));
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Activity>?> AnswerAsync(Activity activity, CancellationToken cancellationToken)
    {
        if (IsCopy(activity)) return [];
        var (context, expected) = (new TurnContext(adapter, activity), new ExpectedReplies());
        context.TurnState.Set(expected);
        await EnqueueAsync(context).WaitAsync(cancellationToken).ConfigureAwait(false);
        return expected.Activities;
    }

    private bool IsCopy(Activity activity) => activity.Id is { } id && !_seen.TryAdd((activity.ChannelId, activity.Conversation?.Id, id), 0);

    private Task EnqueueAsync(TurnContext context)
    {
        var conversation = context.Activity.Conversation!.Id!;
        lock (_turns) return _turns[conversation] = RunAsync(_turns.GetValueOrDefault(conversation, Task.CompletedTask), context);
    }

    private async Task RunAsync(Task before, TurnContext context)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await bot.OnTurnAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) // The turn's boundary: the next turn must go on.
        {
            log.LogError("A turn failed: {Kind}", e.GetType().Name);
            log.LogTrace(e, "A turn failed");
        }
    }
}
