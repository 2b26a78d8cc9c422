using System.Security.Cryptography;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Prompts;

/// <summary>What is sent for one call.</summary>
/// <param name="System">The brand's instructions.</param>
/// <param name="User">What to work on.</param>
/// <param name="PromptVersion">Of the instructions.</param>
/// <param name="Schema">The JSON schema that the answer must have; null for plain text.</param>
internal sealed record ChatRequest(string System, string User, string PromptVersion, string? Schema = null)
{
    /// <summary>Earlier questions that are sent along.</summary>
    private const int MostTurns = 6;

    public static ChatRequest Write(BrandPrompts prompts, WritingTask task)
    {
        var blocks = new MarkedBlocks(NewKey());
        for (var i = 0; i < task.Passages.Count; i++)
            blocks.Add($"passage {i + 1}", $"{task.Passages[i].Title} › {task.Passages[i].Section}\n{task.Passages[i].Text}");
        blocks.Add("question", task.Question);
        return new(prompts.Write.For(prompts.Bot), $"{blocks}\n\nAnswer the question in the language '{task.Language}', from the passages alone, and cite them.", prompts.Write.Version);
    }

    public static ChatRequest Understand(BrandPrompts prompts, Question question)
    {
        var blocks = new MarkedBlocks(NewKey());
        foreach (var turn in question.History.TakeLast(MostTurns)) blocks.Add("earlier message", turn.Question);
        blocks.Add("message", question.Text);
        return new(prompts.Understand.For(prompts.Bot), $"{blocks}\n\nTell what the last message means.", prompts.Understand.Version, MeaningJson.Schema);
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(16, lowercase: true);
}
