using SupportBot.Core.Answers;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Evaluation.Answers;

/// <summary>All cases of a set, asked one after the other, and how they were answered.</summary>
/// <param name="Cases">What was asked.</param>
/// <param name="Answers">The answer to each.</param>
public sealed record AnswerRun(IReadOnlyList<AnswerCase> Cases, IReadOnlyList<Answer> Answers)
{
    private static readonly HashSet<Audience> Customers = [Audience.Public];

    /// <summary>Asks every case; the questions before one are asked first, as its history.</summary>
    public static async Task<AnswerRun> OfAsync(IReadOnlyList<AnswerCase> cases, AnswerService service, CancellationToken cancellationToken)
    {
        var answers = new List<Answer>(cases.Count);
        foreach (var one in cases)
        {
            var history = await service.TurnsAsync((one.History ?? []).Select(text => new PastTurn(text)), Customers, cancellationToken).ConfigureAwait(false);
            answers.Add(await service.AnswerAsync(new Question(one.Question, history, Customers), cancellationToken).ConfigureAwait(false));
        }
        return new AnswerRun(cases, answers);
    }

    /// <summary>
    /// Shares with 95 % intervals: <c>refusedUnanswerable</c> of the unanswerable; <c>wronglyRefused</c>, <c>goldCited</c> and
    /// <c>goldFirst</c> of the answerable, where whatever is no answer counts as refused; <c>citationPrecision</c>, the mean
    /// share of an answer's citations that are right, and <c>meanCitations</c>, over the answered of the answerable.
    /// </summary>
    public OrderedDictionary<string, Estimate> Figures()
    {
        var asked = Cases.Zip(Answers, (one, answer) => new Asked(one, answer)).ToList();
        var answerable = asked.Where(a => a.Case.Answerable).ToList();
        var answered = answerable.Where(a => a.Answer.Kind == AnswerKind.Answered).ToList();
        return new OrderedDictionary<string, Estimate>
        {
            ["refusedUnanswerable"] = Share(asked.Where(a => !a.Case.Answerable), a => a.Answer.Kind == AnswerKind.Refused),
            ["wronglyRefused"] = Share(answerable, a => a.Answer.Kind != AnswerKind.Answered),
            ["goldCited"] = Share(answerable, a => a.Right > 0),
            ["goldFirst"] = Share(answerable, a => a.Answer.Citations is [var first, ..] && a.IsRight(first)),
            ["citationPrecision"] = Bootstrap.Mean([.. answered.Select(a => (double)a.Right / a.Answer.Citations.Count)]),
            ["meanCitations"] = Bootstrap.Mean([.. answered.Select(a => (double)a.Answer.Citations.Count)]),
        };
    }

    private static Estimate Share(IEnumerable<Asked> asked, Func<Asked, bool> holds) => Bootstrap.Mean([.. asked.Select(a => holds(a) ? 1.0 : 0.0)]);

    private sealed record Asked(AnswerCase Case, Answer Answer)
    {
        public int Right => Answer.Citations.Count(IsRight);

        public bool IsRight(Citation citation) => Case.Documents?.Contains(citation.DocumentId) == true;
    }
}
