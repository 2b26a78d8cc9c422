using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Models.Chat;

namespace SupportBot.Cli.Compare;

// Asks one arm a question.
internal delegate Task<AskedCase> AskArm(AnswerCase asked, CancellationToken cancellationToken);

// An arm that can be asked. Pipeline is null where it searches nothing.
internal sealed record ArmRunner(ComparisonArm Arm, string Artifact, AskArm Ask, AnswerPipeline? Pipeline)
{
    public static ArmRunner Searching(
        ComparisonArm arm, string artifact, AnswerPipeline pipeline, TimeProvider time) =>
        new(arm, artifact, async (asked, cancellationToken) =>
            (await AnswerRun.OfAsync([asked], pipeline, time, cancellationToken)).Asked[0], pipeline);

    public static ArmRunner Remembering(
        ComparisonArm arm, string model, ClosedBook closedBook, TimeProvider time) =>
        new(arm, $"the model {model}", async (asked, cancellationToken) =>
        {
            var begun = time.GetTimestamp();
            var said = await closedBook.AnswerAsync(model, asked.Question, asked.History ?? [], cancellationToken);
            var milliseconds = time.GetElapsedTime(begun).TotalMilliseconds;
            return new AskedCase(asked, Reply(asked.Question, said), milliseconds, milliseconds);
        }, null);

    private static Answer Reply(string question, ModelResult<string> result)
    {
        var (text, call) = result switch
        {
            ModelResult<string>.Succeeded said => (said.Value, said.Call),
            ModelResult<string>.Failed failed => ("", failed.Call),
            _ => throw new InvalidOperationException("There is a kind of result that has no call."),
        };
        var isAnswer = text.Length > 0 && !text.StartsWith(ClosedBook.NoAnswer, StringComparison.OrdinalIgnoreCase);
        return new Answer(
            isAnswer ? AnswerKind.Answered : AnswerKind.Refused, text, [],
            new Evidence(question, 0, null, 0, [], "closed-book"), new Timings(0, 0, 0), [])
        {
            Trace = AnswerTrace.None with { Calls = [call] },
        };
    }
}
