using Lucene.Net.Analysis;

namespace SupportBot.Embedded.Bm25;

/// <summary>Chooses the analyzer by the language at the end of a field's name.</summary>
internal sealed class FieldAnalyzer() : AnalyzerWrapper(PER_FIELD_REUSE_STRATEGY)
{
    protected override Analyzer GetWrappedAnalyzer(string fieldName) => LanguageAnalyzers.For(LuceneFields.LanguageOf(fieldName));
}
