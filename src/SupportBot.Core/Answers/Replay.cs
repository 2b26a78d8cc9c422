using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers;

/// <summary>Asks earlier questions of a conversation again, where it is not known how they were answered.</summary>
public static class Replay
{
    /// <param name="service">Answers them, each with those before as its history.</param>
    /// <param name="turns">Oldest first; those whose kind is known are kept as they are.</param>
    /// <param name="audiences">Which documents may be used.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<PastTurn>> TurnsAsync(
        this AnswerPipeline service, IEnumerable<PastTurn> turns, IReadOnlySet<Audience> audiences,
        CancellationToken cancellationToken)
    {
        var history = new List<PastTurn>();
        foreach (var turn in turns)
        {
            if (turn.Kind is not null)
            {
                history.Add(turn);
                continue;
            }
            var answer = await service.AnswerAsync(
                new Question(turn.Question, [.. history], audiences), cancellationToken).ConfigureAwait(false);
            history.Add(turn with { Kind = answer.Kind });
        }
        return history;
    }
}
