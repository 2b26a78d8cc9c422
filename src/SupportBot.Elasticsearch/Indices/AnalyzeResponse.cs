namespace SupportBot.Elasticsearch.Indices;

/// <param name="Tokens">The terms, in the order of the text.</param>
internal sealed record AnalyzeResponse(IReadOnlyList<AnalyzedToken> Tokens);

/// <param name="Token">The term as the index holds it.</param>
/// <param name="StartOffset">Where its word begins in the text.</param>
/// <param name="EndOffset">Where its word ends.</param>
/// <param name="Position">Which word it is; a dropped stop word leaves a gap.</param>
internal sealed record AnalyzedToken(string Token, int StartOffset, int EndOffset, int Position);
