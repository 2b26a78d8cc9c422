using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;

namespace SupportBot.Models.Prompts;

internal sealed record ChatRequest(string System, string User, string PromptVersion, string? Schema = null)
{
    // Earlier questions that are sent.
    private const int MaxTurns = 6;

    // The key is secret in a live request; training data has one that follows from the row.
    public static ChatRequest Write(BrandPrompts prompts, WritingTask task, string? key = null)
    {
        var blocks = new MarkedBlocks(key ?? NewKey());
        for (var i = 0; i < task.Passages.Count; i++)
            blocks.Add($"passage {i + 1}", Text(task.Passages[i]));
        blocks.Add("question", task.Question);
        return new(prompts.Write.For(prompts.Bot), $"{blocks}\n\nAnswer the question "
            + $"in the language '{task.Language}', from the passages alone, and cite them.", prompts.Write.Version);
    }

    public static ChatRequest Understand(BrandPrompts prompts, Question question, IReadOnlyList<string> languages)
    {
        var blocks = new MarkedBlocks(NewKey());
        foreach (var turn in question.History.TakeLast(MaxTurns)) blocks.Add("earlier message", turn.Question);
        blocks.Add("message", question.Text);
        return new(
            prompts.Understand.For(prompts.Bot), $"{blocks}\n\nTell what the last message means. "
                + $"The documents are in: {string.Join(", ", languages.Select(language => $"'{language}'"))}.",
            prompts.Understand.Version, MeaningJson.Schema);
    }

    public static ChatRequest Translate(BrandPrompts prompts, TranslationTask task)
    {
        var blocks = new MarkedBlocks(NewKey());
        if (task.Before.Length > 0) blocks.Add("before", task.Before);
        for (var i = 0; i < task.Texts.Count; i++) blocks.Add($"text {i + 1}", task.Texts[i]);
        return new(
            prompts.Translate.For(prompts.Bot), $"{blocks}\n\nTranslate the texts, {task.Texts.Count} in number, "
                + $"from the language '{task.From}' into the language '{task.To}'.",
            prompts.Translate.Version, TranslationJson.Schema);
    }

    public static ChatRequest Judge(BrandPrompts prompts, JudgementTask task)
    {
        var blocks = new MarkedBlocks(NewKey());
        var premises = task.Inferences.SelectMany(inference => inference.Premises).Distinct().ToList();
        foreach (var (i, premise) in premises.Index()) blocks.Add($"passage {i + 1}", premise);
        if (task.Before.Length > 0) blocks.Add("before", task.Before);
        foreach (var (i, inference) in task.Inferences.Index())
        {
            var numbers = inference.Premises.Select(premise => premises.IndexOf(premise) + 1);
            blocks.Add($"sentence {i + 1} on passage {string.Join(' ', numbers)}", inference.Hypothesis);
        }
        return new(
            prompts.Judge.For(prompts.Bot), $"{blocks}\n\nTell of each sentence, {task.Inferences.Count} in number, "
                + "whether its passages say what it claims.",
            prompts.Judge.Version, JudgementJson.Schema);
    }

    private static string Text(Chunk passage) => $"{passage.Title} › {passage.Section}\n{passage.Text}";

    private static string NewKey() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
