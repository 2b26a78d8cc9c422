using SupportBot.Core.Answers.Checking;
using SupportBot.Core.Evaluation;

namespace SupportBot.Benchmarks.Claims;

/// <summary>The check over some of the tasks.</summary>
internal sealed class ClaimsRun
{
    /// <summary>The bar of what code alone must catch.</summary>
    private const double LeastCaught = .95;

    private readonly IReadOnlyList<AnsweredTask> _answers;
    private readonly Names _names;
    private readonly int _seed;
    private readonly bool _list;

    /// <param name="tasks">What was asked and answered.</param>
    /// <param name="names">For mutations.</param>
    /// <param name="seed">Equal seeds give equal figures.</param>
    /// <param name="list">Prints each wrong verdict.</param>
    public ClaimsRun(IReadOnlyList<AnswerTask> tasks, Names names, int seed, bool list)
    {
        (_names, _seed, _list) = (names, seed, list);
        _answers = [.. tasks.Select(AnsweredTask.Of)];
    }

    /// <summary>True sentences that the check kept, and that cite something.</summary>
    private IEnumerable<CitedSentence> Kept =>
        _answers
            .SelectMany(answer => answer.Sentences)
            .Where(sentence => sentence.Verdict.IsPassed && sentence.Markers.Count > 0);

    /// <summary>Writes all rows.</summary>
    public void Report(HalfFigures figures)
    {
        ReportTrue(figures);
        ReportMutated(figures);
        ReportMarkers(figures);
        ReportOthers(figures);
    }

    private void ReportTrue(HalfFigures figures)
    {
        var sentences = _answers.SelectMany(answer => answer.Sentences).ToList();
        foreach (var lost in sentences.Where(sentence => !sentence.Verdict.IsPassed))
            List("lost", lost.Verdict.Code, lost.Part.Body, lost);
        figures.Report(
            $"answers that lose a sentence, of {_answers.Count}", AnswersWith(sentence => !sentence.Verdict.IsPassed));
        figures.Report(
            $"sentences lost, of {sentences.Count}",
            Share([.. sentences.Select(sentence => (sentence.Task.Conversation, !sentence.Verdict.IsPassed))]));
        figures.Report("answers that lose a sentence even where it cites every passage", AnswersWith(IsForeign));
        figures.Report(
            "answers in which no plain sentence stands in for a lost one", AnswersWith(HasNoStandIn));
    }

    private void ReportMutated(HalfFigures figures)
    {
        var mutated = Mutation.All.ToDictionary(mutation => mutation, Caught);
        foreach (var group in new[] { "number", "unit", "name", "code", "link" })
        {
            var all = mutated.Where(pair => pair.Key.Group == group).SelectMany(pair => pair.Value).ToList();
            figures.AtLeast($"{group} mutations caught, of {all.Count}", Share(all), LeastCaught);
        }
        foreach (var (mutation, caught) in mutated.Where(pair => pair.Value.Count > 0))
            figures.Report($"class {mutation.Class}, caught of {caught.Count}", Share(caught));
    }

    private void ReportMarkers(HalfFigures figures)
    {
        var dropped = Kept.Select(s => (s.Task.Conversation, !s.Check.Judge(s.Part, []).Verdict.IsPassed)).ToList();
        var invented = Kept.Select(s => (s.Task.Conversation, !s.Check.Judge(s.Part, [99]).Verdict.IsPassed)).ToList();
        figures.AtLeast(
            $"citation mutations caught, of {dropped.Count + invented.Count}", Share([.. dropped, .. invented]),
            LeastCaught);
        figures.Report("class 16 citation moved", Share(Moved()));
        figures.Report("class 17 citation dropped", Share(dropped));
        figures.Report("class 17 citation invented", Share(invented));
    }

    private void ReportOthers(HalfFigures figures)
    {
        var (far, near) = (Others(sameConversation: false), Others(sameConversation: true));
        figures.Report($"sentences of other turns passed, of {far.Count + near.Count}", Share([.. far, .. near]));
        figures.Report($"of other conversations, passed of {far.Count}", Share(far));
        figures.Report($"of the same conversation, passed of {near.Count}", Share(near));
    }

    private Estimate AnswersWith(Func<CitedSentence, bool> holds) =>
        Share([.. _answers.Select(answer => (answer.Task.Conversation, answer.Sentences.Any(holds)))]);

    private static Estimate Share(List<(string Conversation, bool Holds)> cases) =>
        Bootstrap.Mean([.. cases.Select(one => one.Holds ? 1.0 : 0)], [.. cases.Select(one => one.Conversation)]);

    private List<(string Conversation, bool Holds)> Caught(Mutation mutation)
    {
        var random = new Random(_seed);
        List<(string, bool)> caught = [];
        foreach (var sentence in Kept)
        {
            if (mutation.Of(sentence, _names, random) is not { } body) continue;
            var isCaught = !sentence.Judge(body).IsPassed;
            if (!isCaught) List("missed", mutation.Class, body, sentence);
            caught.Add((sentence.Task.Conversation, isCaught));
        }
        return caught;
    }

    /// <summary>No passage has what it says, whatever it cites.</summary>
    private static bool IsForeign(CitedSentence sentence) => !sentence.Verdict.IsPassed
        && !sentence
            .Check.Judge(sentence.Part, [.. Enumerable.Range(1, sentence.Task.Contexts.Count)])
            .Verdict.IsPassed;

    private static bool HasNoStandIn(CitedSentence sentence) => !sentence.Verdict.IsPassed
        && Replacement.For(sentence.Part, sentence.Check.Read(sentence.Part), sentence.Check.Cited(sentence.Markers))
            is null;

    /// <summary>The mean time to judge a sentence, over all of them.</summary>
    public TimeSpan Time(TimeProvider time)
    {
        var sentences = _answers.SelectMany(answer => answer.Sentences).ToList();
        var begun = time.GetTimestamp();
        foreach (var sentence in sentences) sentence.Check.Judge(sentence.Part, sentence.Markers);
        return time.GetElapsedTime(begun) / sentences.Count;
    }

    /// <summary>Each sentence with the citation of a passage that it does not rest on.</summary>
    private List<(string Conversation, bool Holds)> Moved()
    {
        var random = new Random(_seed);
        List<(string, bool)> caught = [];
        foreach (var sentence in Kept)
        {
            int[] others = [.. Enumerable.Range(1, sentence.Task.Contexts.Count).Except(sentence.Markers)];
            if (others.Length > 0)
                caught.Add(
                    (
                        sentence.Task.Conversation,
                        !sentence.Check.Judge(sentence.Part, [others[random.Next(others.Length)]]).Verdict.IsPassed));
        }
        return caught;
    }

    /// <summary>A sentence of another turn in each answer, attributed like its own ones.</summary>
    private List<(string Conversation, bool Holds)> Others(bool sameConversation)
    {
        var random = new Random(_seed);
        List<(string, bool)> passed = [];
        foreach (var answer in _answers)
        {
            var pool = _answers
                .Where(other =>
                    other.Task != answer.Task
                    && (other.Task.Conversation == answer.Task.Conversation) == sameConversation)
                .SelectMany(other => other.Sentences)
                .Where(sentence =>
                    sentence.Markers.Count > 0
                    && !answer.Task.Answer.Contains(sentence.Part.Body, StringComparison.Ordinal))
                .ToList();
            if (pool.Count == 0) continue;
            var sentence = CitedSentence.Of(answer.Task, answer.Check, pool[random.Next(pool.Count)].Part);
            if (sentence.Verdict.IsPassed)
                List("stranger", sameConversation ? "same" : "other", sentence.Part.Body, sentence);
            passed.Add((answer.Task.Conversation, sentence.Verdict.IsPassed));
        }
        return passed;
    }

    private void List(string what, string why, string body, CitedSentence sentence)
    {
        if (!_list) return;
        var markers = string.Join(',', sentence.Markers);
        var line = body.ReplaceLineEndings(" ");
        Console.WriteLine($"{what}\t{why}\t{sentence.Task.Conversation}\t{markers}\t{line}");
    }
}

/// <param name="Task">What was asked.</param>
/// <param name="Check">Over its passages.</param>
/// <param name="Sentences">The human's.</param>
internal sealed record AnsweredTask(AnswerTask Task, ClaimCheck Check, IReadOnlyList<CitedSentence> Sentences)
{
    public static AnsweredTask Of(AnswerTask task)
    {
        var check = new ClaimCheck(task.Passages, task.Asked);
        return new AnsweredTask(task, check, [.. CitedSentence.Of(task, check, task.Answer)]);
    }
}
