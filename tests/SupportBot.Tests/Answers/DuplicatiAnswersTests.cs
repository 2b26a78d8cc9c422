using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Tests.Answers;

/// <summary>The bars of the product on the documentation of a real one.</summary>
[NeedsSharedData]
public sealed class DuplicatiAnswersTests
{
    [Fact]
    [Trait("Category", "Full")]
    public async Task Real_questions_are_answered_from_the_right_documents_and_others_refused()
    {
        var folder = SharedData.Data("duplicati");
        var questions = JsonLines.Read<StarterQuestion>(Path.Combine(folder, "questions.jsonl"));
        AnswerCase[] cases =
        [
            .. questions.Select(q => new AnswerCase(q.Type, q.Question, q.Gold.Count > 0, q.History, q.Gold)),
        ];

        await using var bench = await AnswerBench.OpenAsync(
            Path.Combine(folder, "docs"), model: false, train: false, TestContext.Current.CancellationToken);
        var run = await bench.RunAsync(cases, TestContext.Current.CancellationToken);

        var answers = run.Asked.ToLookup(asked => asked.Case.Id);
        Assert.InRange(answers["answerable"].Count(IsCited), 18, 24);
        Assert.InRange(answers["unanswerable"].Count(asked => asked.Answer.Kind != AnswerKind.Answered), 2, 8);
        Assert.Equal(4, answers["multi-turn"].Count(IsCited));
        Assert.All(answers["escalate"], asked => Assert.Equal(AnswerKind.Human, asked.Answer.Kind));
        Assert.All(run.Asked, asked => Assert.InRange(asked.Answer.Citations.Count, 0, 3));
    }

    private static bool IsCited(AskedCase asked) => asked.Answer.Citations.Any(asked.IsRight);

    private sealed record StarterQuestion(
        string Type, string Question, IReadOnlyList<string> Gold, IReadOnlyList<string>? History = null);
}
