using Lucene.Net.Index;
using Lucene.Net.Util;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Bm25;

namespace SupportBot.Embedded.Vectors;

// A segment with the vectors of another model. Adding it to an index copies it within seconds, while Lucene's own value
// updates take time quadratic in their number.
internal sealed class ReplacedVectorsReader(
    AtomicReader reader, VectorSet vectors, CancellationToken cancellationToken) : FilterAtomicReader(reader)
{
    public override BinaryDocValues GetBinaryDocValues(string field) => field == LuceneFields.Vector
        ? new ChunkVectorValues(m_input.GetBinaryDocValues(LuceneFields.ChunkId), vectors, cancellationToken)
        : m_input.GetBinaryDocValues(field);

    private sealed class ChunkVectorValues(
        BinaryDocValues ids, VectorSet vectors, CancellationToken cancellationToken) : BinaryDocValues
    {
        public override void Get(int docID, BytesRef result)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ids.Get(docID, result);
            var bytes = LuceneFields.Bytes(vectors.Vectors.GetValueOrDefault(result.Utf8ToString()));
            (result.Bytes, result.Offset, result.Length) = (bytes.Bytes, bytes.Offset, bytes.Length);
        }
    }
}
