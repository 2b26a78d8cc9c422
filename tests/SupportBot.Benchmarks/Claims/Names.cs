namespace SupportBot.Benchmarks.Claims;

/// <summary>The names in all answers, to put one in another's place.</summary>
internal sealed class Names(IReadOnlyList<AnswerTask> tasks)
{
    private readonly (string Conversation, string Name)[] _all =
    [
        .. tasks
            .SelectMany(task => Mutation.Name().Matches(task.Answer).Select(match => (task.Conversation, match.Value)))
            .Distinct(),
    ];

    /// <summary>A name of another conversation that none of the task's passages has.</summary>
    public string? Elsewhere(AnswerTask task, Random random)
    {
        string[] others =
        [
            .. _all.Where(name =>
                    name.Conversation != task.Conversation
                    && !task.Contexts.Any(context =>
                        context.Text.Contains(name.Name, StringComparison.OrdinalIgnoreCase)))
                .Select(name => name.Name),
        ];
        return others.Length > 0 ? others[random.Next(others.Length)] : null;
    }

    /// <summary>Another name of the cited passages, the hardest swap to see.</summary>
    public static string? Beside(CitedSentence sentence, string name, Random random)
    {
        string[] others =
        [
            .. sentence
                .Markers.SelectMany(marker => Mutation.Name().Matches(sentence.Task.Contexts[marker - 1].Text))
                .Select(match => match.Value)
                .Where(other =>
                    !name.Contains(other, StringComparison.Ordinal) && !other.Contains(name, StringComparison.Ordinal))
                .Distinct(),
        ];
        return others.Length > 0 ? others[random.Next(others.Length)] : null;
    }
}
