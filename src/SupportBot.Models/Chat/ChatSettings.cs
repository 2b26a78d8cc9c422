using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
using OpenAI.Chat;

namespace SupportBot.Models.Chat;

internal static class ChatSettings
{
    // The schema is null for plain text.
    public static AzureOpenAIPromptExecutionSettings Of(int mostTokens, string? schema) => new()
    {
        MaxTokens = mostTokens,
        SetNewMaxCompletionTokensEnabled = true,
        ResponseFormat = schema is null ? null : Form(schema),
    };

    private static ChatResponseFormat Form(string schema) =>
        ChatResponseFormat.CreateJsonSchemaFormat("answer", BinaryData.FromString(schema), jsonSchemaIsStrict: true);
}
