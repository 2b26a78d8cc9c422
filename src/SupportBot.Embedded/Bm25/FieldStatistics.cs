using Lucene.Net.Index;

namespace SupportBot.Embedded.Bm25;

/// <summary>What BM25 needs to know of a text field of one language: how many chunks have it, and how long it is in them.</summary>
internal sealed class FieldStatistics
{
    private readonly long _chunks;

    public FieldStatistics(IndexReader reader, string field)
    {
        _chunks = reader.GetDocCount(field);
        Dampings = FineLengthBm25.Tuned.Dampings((float)reader.GetSumTotalTermFreq(field) / _chunks);
    }

    /// <summary>What a term's frequency is measured against, by the code of the text's length.</summary>
    public float[] Dampings { get; }

    /// <summary>The factor of a term that so many chunks have: high for rare ones, never below 0.</summary>
    public float Rarity(long withTerm) => FineLengthBm25.Tuned.Rarity(withTerm, _chunks);
}
