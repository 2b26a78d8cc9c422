using SupportBot.Core;
using SupportBot.Core.Answers.Generation;
using SupportBot.Models.Usage;

namespace SupportBot.Models.Prompts;

/// <summary>
/// What the answering model is told for one question, for training data: the same prompt as in a live answer, so that a
/// tuned model meets what it was trained on.
/// </summary>
/// <param name="System">The brand's instructions.</param>
/// <param name="User">The passages and the question.</param>
public sealed record WritingPrompt(string System, string User)
{
    private const int KeyLength = 16;

    /// <summary>The prompt of a task.</summary>
    /// <param name="prompts">The brand's.</param>
    /// <param name="task">The question and the passages.</param>
    /// <param name="seed">
    /// Text from which the key of the marked blocks is made; live requests have a random key of the same form.
    /// </param>
    public static WritingPrompt Of(BrandPrompts prompts, WritingTask task, string seed)
    {
        var request = ChatRequest.Write(prompts, task, TextHash.Of(seed)[..KeyLength]);
        return new WritingPrompt(request.System, request.User);
    }

    /// <summary>
    /// Tokens of the prompt with an answer. Exact for OpenAI models since GPT-4o, an estimate for others.
    /// </summary>
    public int TokensWith(string answer) =>
        Tokens.Of(System) + Tokens.Of(User) + Tokens.Of(answer) + 3 * Tokens.OfMessage;
}
