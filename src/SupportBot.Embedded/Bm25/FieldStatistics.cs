using Lucene.Net.Index;

namespace SupportBot.Embedded.Bm25;

internal sealed class FieldStatistics
{
    private readonly long _chunks;

    public FieldStatistics(IndexReader reader, string field)
    {
        _chunks = reader.GetDocCount(field);
        Dampings = FineLengthBm25.Tuned.Dampings((float)reader.GetSumTotalTermFreq(field) / _chunks);
    }

    // The divisor of a term's frequency, by the code of the text's length.
    public float[] Dampings { get; }

    // IDF of a term: high for rare terms, never below 0.
    public float Rarity(long withTerm) => FineLengthBm25.Tuned.Rarity(withTerm, _chunks);
}
