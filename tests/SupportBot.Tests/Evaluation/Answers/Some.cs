using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Tests.Evaluation.Answers;

/// <summary>Answers as a run might have got them.</summary>
internal static class Some
{
    public static Answer Answer(string text, params IReadOnlyList<Citation> citations) =>
        new(
            citations.Count > 0 ? AnswerKind.Answered : AnswerKind.Refused, text, citations,
            new Evidence("q", 1, null, 1, [], "supported"), new Timings(0, 0, 0), []);

    public static Citation Citation(string document, int number = 1) =>
        new(number, "Title", "", document, $"https://docs.test/{document}", Said);

    /// <summary>An answer from one document, whose text is what the answer says.</summary>
    public static AskedCase Asked(AnswerCase one, string document, double milliseconds = 10) =>
        new(one, Answer($"{Said} [1]", Citation(document)), milliseconds, milliseconds / 2);

    public static AskedCase Refused(AnswerCase one) => new(one, Answer("Nothing was found."), 4, 4);

    public static AskedCase Modelled(AskedCase asked, int tokens, decimal cost) => asked with
    {
            Answer = asked.Answer with
            {
                Trace = new AnswerTrace(
                    [],
                    [],
                    [
                        new ModelCall(
                            "p1", "support", "gpt", new ModelUsage(tokens, tokens / 10, cost, "2026-11-01", false)),
                    ]),
            },
    };

    public static RunReport Report(params IReadOnlyList<AskedCase> asked) =>
        RunReport.Of(
            new RunStamp(
                new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero), "1.0", "questions.jsonl", 3, 9, null, null,
                null),
            new AnswerRun(asked));

    private const string Said = "Backups are encrypted with AES-256 by default.";
}
