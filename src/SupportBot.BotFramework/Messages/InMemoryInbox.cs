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
        if (activity.Id is { } id && !_seen.TryAdd((activity.ChannelId, activity.Conversation?.Id, id), 0)) return Task.CompletedTask;
        var conversation = activity.Conversation!.Id!;
        lock (_turns) _turns[conversation] = RunAsync(_turns.GetValueOrDefault(conversation, Task.CompletedTask), activity);
        return Task.CompletedTask;
    }

    private async Task RunAsync(Task before, Activity activity)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await bot.OnTurnAsync(new TurnContext(adapter, activity)).ConfigureAwait(false);
        }
        catch (Exception e) // The turn's boundary: the next turn must go on.
        {
            log.LogError("A turn failed: {Kind}", e.GetType().Name);
            log.LogTrace(e, "A turn failed");
        }
    }
}
