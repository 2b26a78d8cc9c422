using Microsoft.ML.Tokenizers;

namespace SupportBot.Models.Usage;

/// <summary>
/// Counts tokens before they are spent, and where a server does not tell. Exact for OpenAI's models since GPT-4o; for
/// others it is an estimate.
/// </summary>
internal static class Tokens
{
    /// <summary>What the protocol puts around each message.</summary>
    public const int OfMessage = 4;

    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Of(string text) => Tokenizer.Value.CountTokens(text);
}
