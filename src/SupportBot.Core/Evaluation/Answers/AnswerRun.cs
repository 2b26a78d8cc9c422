using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>All cases of a set, asked one after the other, and how they were answered.</summary>
/// <param name="Asked">In the set's order.</param>
public sealed record AnswerRun(IReadOnlyList<AskedCase> Asked)
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    /// <summary>Asks every case, and compares the facts of the answers' claims alone.</summary>
    public static Task<AnswerRun> OfAsync(
        IReadOnlyList<AnswerCase> cases, AnswerPipeline service, TimeProvider time,
        CancellationToken cancellationToken) => OfAsync(cases, service, time, judge: null, cancellationToken);

    /// <summary>Asks every case; the questions before one are asked first, as its history.</summary>
    /// <param name="cases">The set.</param>
    /// <param name="service">Answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="judge">Judges the claims of the answers; null to compare their facts alone.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<AnswerRun> OfAsync(
        IReadOnlyList<AnswerCase> cases, AnswerPipeline service, TimeProvider time, JudgeByModel? judge,
        CancellationToken cancellationToken)
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
            asked.Add(new AskedCase(one, answer, whole, firstShown ?? whole)
            {
                Judged = judge is null
                    ? null
                    : await AnswerClaims.JudgeAsync(answer, judge, cancellationToken).ConfigureAwait(false),
            });

            Task Show(string textSoFar, CancellationToken ended)
            {
                firstShown ??= time.GetElapsedTime(begun).TotalMilliseconds;
                return Task.CompletedTask;
            }
        }
        return new AnswerRun(asked);
    }
}
