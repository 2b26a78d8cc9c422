using SupportBot.Cli.Eval;
using SupportBot.Core.Answers;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Testing;

namespace SupportBot.Tests.Answers;

/// <summary>The bars of the product on the documentation of a real one.</summary>
public sealed class DuplicatiAnswersTests
{
    [Fact]
    public async Task Real_questions_are_answered_from_the_right_documents_and_others_refused()
    {
        var folder = SharedData.Data("duplicati");
        var questions = JsonLines.Read<StarterQuestion>(Path.Combine(folder, "questions.jsonl"));
        AnswerCase[] cases = [.. questions.Select(q => new AnswerCase(q.Type, q.Question, q.Gold.Count > 0, q.History, q.Gold))];

        var run = await EvalAnswersCommand.MeasureAsync(cases, Path.Combine(folder, "docs"), train: false, TestContext.Current.CancellationToken);

        var answers = run.Cases.Zip(run.Answers).ToLookup(pair => pair.First.Id, pair => (Case: pair.First, Answer: pair.Second));
        Assert.InRange(answers["answerable"].Count(IsCited), 19, 24);
        Assert.InRange(answers["unanswerable"].Count(pair => pair.Answer.Kind == AnswerKind.Refused), 6, 8);
        Assert.Equal(4, answers["multi-turn"].Count(IsCited));
        Assert.All(answers["escalate"], pair => Assert.Equal(AnswerKind.Human, pair.Answer.Kind));
        Assert.All(run.Answers, answer => Assert.InRange(answer.Citations.Count, 0, 3));
    }

    private static bool IsCited((AnswerCase Case, Answer Answer) pair) =>
        pair.Answer.Citations.Any(citation => pair.Case.Documents!.Contains(citation.DocumentId));

    private sealed record StarterQuestion(string Type, string Question, IReadOnlyList<string> Gold, IReadOnlyList<string>? History = null);
}
