using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
using OpenAI.Chat;

namespace SupportBot.Models.Chat;

/// <summary>How a model is to answer. It gets no temperature, which many models refuse.</summary>
internal static class ChatSettings
{
    /// <param name="mostTokens">The most tokens of the answer.</param>
    /// <param name="schema">The JSON schema of the answer; null for plain text.</param>
    public static AzureOpenAIPromptExecutionSettings Of(int mostTokens, string? schema) => new()
    {
        MaxTokens = mostTokens,
        SetNewMaxCompletionTokensEnabled = true,
        ResponseFormat = schema is null ? null : Form(schema),
    };

    private static ChatResponseFormat Form(string schema) =>
        ChatResponseFormat.CreateJsonSchemaFormat("answer", BinaryData.FromString(schema), jsonSchemaIsStrict: true);
}
