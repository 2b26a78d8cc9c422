using System.Text.Json;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Evaluation.Answers;

namespace SupportBot.Benchmarks.Customers;

/// <summary>A public documentation site with questions in customers' words.</summary>
/// <param name="Name">Names the file of its questions.</param>
/// <param name="Repository">Where the documentation is.</param>
/// <param name="Commit">The commit that the questions are about.</param>
/// <param name="Folder">The documentation's folder in the repository.</param>
/// <param name="Language">Two-letter code.</param>
internal sealed record Site(string Name, Uri Repository, string Commit, string Folder, string Language)
{
    private static string Questions { get; } = Path.Combine(
        AppContext.BaseDirectory, "Questions");

    public static IReadOnlyList<Site> All { get; } = JsonSerializer.Deserialize<Site[]>(
        File.ReadAllText(Path.Combine(Questions, "sites.json")), JsonSerializerOptions.Web)!;

    public static IReadOnlyList<CustomerQuestion> Read(string name) =>
        JsonLines.Read<CustomerQuestion>(Path.Combine(Questions, $"{name}.jsonl"));
}

/// <summary>A question in a customer's words.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Question">The message.</param>
/// <param name="Documents">Pages that answer it, relative to the documentation.</param>
/// <param name="Answerable">Whether the documentation answers it.</param>
/// <param name="History">The customer's messages before, oldest first.</param>
/// <param name="Kind">Such as <c>howto</c>, <c>unanswerable</c>, <c>human</c>.</param>
/// <param name="MustContainAny">For each list, one of the phrases is in a right answer.</param>
internal sealed record CustomerQuestion(
    string Id, string Question, IReadOnlyList<string> Documents, bool Answerable = true,
    IReadOnlyList<string>? History = null, string Kind = "",
    IReadOnlyList<IReadOnlyList<string>>? MustContainAny = null)
{
    public AnswerCase Case() => new(Id, Question, Answerable, History, Documents);

    /// <summary>Whether a text has all facts of a right answer.</summary>
    public bool HasFacts(string text)
    {
        var plain = Plain(text);
        return (MustContainAny ?? []).All(
            phrases => phrases.Any(phrase => plain.Contains(Plain(phrase), StringComparison.Ordinal)));
    }

    // Without case, emphasis and line breaks.
    private static string Plain(string text) => string.Join(' ', text.ToLowerInvariant()
        .Replace("*", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)
        .Replace("\\", "", StringComparison.Ordinal)
        .Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
