using Microsoft.ML.Tokenizers;

namespace SupportBot.Models.Usage;

// Counts tokens before a call, and if the server does not report them. Exact for OpenAI models since GPT-4o, otherwise
// an estimate.
internal static class Tokens
{
    // Protocol overhead per message.
    public const int OfMessage = 4;

    private static readonly Lazy<TiktokenTokenizer> Tokenizer = new(
        () => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static int Of(string text) => Tokenizer.Value.CountTokens(text);
}
