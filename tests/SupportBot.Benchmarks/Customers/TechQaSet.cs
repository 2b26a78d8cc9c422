using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Evaluation;

namespace SupportBot.Benchmarks.Customers;

/// <summary>TechQA: technical support questions, a fifth of which the documents do not answer.</summary>
internal static class TechQaSet
{
    public static QuestionSet Read()
    {
        var folder = Path.Combine(
            Environment.GetEnvironmentVariable("SUPPORTBOT_DATA") ?? Path.Combine("..", "shared", "data"), "techqa");
        var docs = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "supportbot-techqa"));
        foreach (var document in JsonLines.Read<TechQaDocument>(Path.Combine(folder, "documents.jsonl")))
            File.WriteAllText(Path.Combine(docs.FullName, document.Id + ".md"), document.Markdown());
        return new QuestionSet(
            "techqa", docs.FullName,
            [.. JsonLines.Read<TechQaQuestion>(Path.Combine(folder, "questions.jsonl")).Select(question =>
                new CustomerQuestion(
                    question.Id, question.Question,
                    [.. question.Contexts.Select(context => context.Filename + ".md")], !question.IsImpossible))]);
    }

    private sealed record TechQaQuestion(
        string Id, string Question, [property: JsonPropertyName("is_impossible")] bool IsImpossible,
        IReadOnlyList<TechQaContext> Contexts);

    private sealed record TechQaContext(string Filename);

    private sealed record TechQaDocument([property: JsonPropertyName("_id")] string Id, string Text)
    {
        /// <summary>Its first line is the title; indented lines would be read as code.</summary>
        public string Markdown()
        {
            var lines = Text.Split('\n').Select(line => line.TrimStart()).ToList();
            var title = lines.Find(line => line.StartsWith("Title: ", StringComparison.Ordinal)) ?? "Title: ";
            var text = string.Join('\n', lines.Where(line => line != title));
            return $"---\ntitle: {JsonSerializer.Serialize(title["Title: ".Length..])}\n---\n\n{text}";
        }
    }
}
