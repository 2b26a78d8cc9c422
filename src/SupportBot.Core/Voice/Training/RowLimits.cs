namespace SupportBot.Core.Voice.Training;

/// <summary>What a training row may hold at most, in characters unless it says otherwise.</summary>
public static class RowLimits
{
    /// <summary>Rows of a brand.</summary>
    public const int Rows = 10_000;

    public const int Id = 100;

    public const int Question = 2_000;

    public const int Answer = 8_000;

    /// <summary>Passages of a row.</summary>
    public const int Sources = 8;

    public const int Page = 300;

    public const int Section = 500;

    public const int Passage = 8_000;

    /// <summary>Of a file's line.</summary>
    public const int Line = 100_000;

    /// <summary>Bytes of a file.</summary>
    public const long File = 64 * 1024 * 1024;

    /// <summary>What is wrong with a row; null for nothing.</summary>
    public static string? ProblemOf(TrainingRow row) => row switch
    {
        { Id.Length: 0 or > Id } => $"'id' must have 1 to {Id} characters.",
        _ when !row.Id.All(IsOfId) => "'id' may hold letters, digits, dots, dashes and underscores alone.",
        { Language: not [>= 'a' and <= 'z', >= 'a' and <= 'z'] } => "'language' must be a two-letter code such as en.",
        _ => TextProblem("question", row.Question, Question) ?? TextProblem("answer", row.Answer, Answer)
            ?? ProblemOf(row.Sources),
    };

    /// <summary>What is wrong with an answer; null for nothing.</summary>
    public static string? ProblemOfAnswer(string answer) => TextProblem("answer", answer, Answer);

    private static string? ProblemOf(IReadOnlyList<RowSource> sources)
    {
        if (sources.Count is 0 or > Sources) return $"'sources' must have 1 to {Sources} passages.";
        foreach (var source in sources)
        {
            if (source is null) return "'sources' holds null.";
            if (source.Section.Length > Section) return $"'section' has more than {Section} characters.";
            if (source.Title.Length > Section) return $"'title' has more than {Section} characters.";
            if ((TextProblem("page", source.Page, Page) ?? TextProblem("text", source.Text, Passage)) is { } problem)
                return problem;
        }
        return null;
    }

    private static string? TextProblem(string name, string text, int most) =>
        string.IsNullOrWhiteSpace(text) ? $"'{name}' is empty."
        : text.Length > most ? $"'{name}' has more than {most} characters."
        : null;

    private static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
