using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>All cases of a set, asked one after the other, and how they were answered.</summary>
/// <param name="Asked">In the set's order.</param>
public sealed record AnswerRun(IReadOnlyList<AskedCase> Asked)
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    /// <summary>Asks every case; the questions before one are asked first, as its history.</summary>
    public static async Task<AnswerRun> OfAsync(
        IReadOnlyList<AnswerCase> cases, AnswerPipeline service, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = new List<AskedCase>(cases.Count);
        foreach (var one in cases)
        {
            var history = await service.TurnsAsync(
                (one.History ?? []).Select(text => new PastTurn(text)), Customers,
                cancellationToken).ConfigureAwait(false);
            var begun = time.GetTimestamp();
            double? firstShown = null;
            var answer = await service.AnswerAsync(
                new Question(one.Question, history, Customers), Show, cancellationToken).ConfigureAwait(false);
            var whole = time.GetElapsedTime(begun).TotalMilliseconds;
            asked.Add(new AskedCase(one, answer, whole, firstShown ?? whole));

            Task Show(string textSoFar, CancellationToken ended)
            {
                firstShown ??= time.GetElapsedTime(begun).TotalMilliseconds;
                return Task.CompletedTask;
            }
        }
        return new AnswerRun(asked);
    }
}
