using SupportBot.Core.Answers.Generation;
using SupportBot.Models.Prompts;

namespace SupportBot.Models.Chat;

/// <summary>
/// Lets a model answer from what it was trained on, without any document, to compare what retrieval adds. Never for
/// customers: nothing that it says has a source.
/// </summary>
public sealed class ClosedBook
{
    /// <summary>What the model is to reply where it does not know.</summary>
    public const string NoAnswer = "NO ANSWER";

    private const string Version = "closed-book-1";

    private readonly Func<string, ChatModel> _models;
    private readonly string _instructions;

    internal ClosedBook(Func<string, ChatModel> models, string bot) => (_models, _instructions) = (
        models, $"You are {bot}, and answer customers' questions about a product, in at most 120 words, in the "
            + $"language of the question. Where you do not know the answer, reply with {NoAnswer} and nothing else.");

    /// <summary>Asks a model.</summary>
    /// <param name="model">As it is called; with Azure the name of its deployment.</param>
    /// <param name="question">The question.</param>
    /// <param name="history">The customer's questions before, oldest first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The text, Markdown.</returns>
    public Task<ModelResult<string>> AnswerAsync(
        string model, string question, IReadOnlyList<string> history, CancellationToken cancellationToken) =>
        _models(model).CompleteAsync(
            new ChatRequest(_instructions, string.Join("\n\n", history.Append(question)), Version),
            text => text.Trim() is { Length: > 0 } said ? said : null, cancellationToken);
}
