using Lucene.Net.Analysis;

namespace SupportBot.Embedded.Bm25;

internal sealed class FieldAnalyzer() : AnalyzerWrapper(PER_FIELD_REUSE_STRATEGY)
{
    protected override Analyzer GetWrappedAnalyzer(string fieldName) =>
        LanguageAnalyzers.For(LuceneFields.LanguageOf(fieldName));
}
