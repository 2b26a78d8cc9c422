using System.Numerics.Tensors;

namespace SupportBot.Embedded.Training;

// Latent semantic analysis (Deerwester et al. 1990) initializes training: the principal directions of the sections'
// tf-idf rows by subspace iteration (Halko et al. 2011), which only needs the sparse matrix.
internal static class LatentSemantics
{
    private const int Iterations = 4;

    // A vector per word: its coordinates in the subspace, times its inverse document frequency squared, once for each
    // of the two compared texts.
    public static Matrix Of(IReadOnlyList<TrainingText> texts, int words, int dimensions, Random random)
    {
        var idf = InverseFrequencies(texts, words);
        var rows = texts.Select(text => SparseRow.Of(text.Words, idf)).ToList();
        var basis = Gaussian(words, dimensions, random);
        for (var i = 0; i < Iterations; i++) basis = Orthonormalised(Iterate(rows, basis));
        for (var word = 0; word < words; word++)
            TensorPrimitives.Multiply(basis[word], idf[word] * idf[word], basis[word]);
        return basis;
    }

    private static float[] InverseFrequencies(IReadOnlyList<TrainingText> texts, int words)
    {
        var found = new int[words];
        foreach (var text in texts)
            foreach (var word in text.Words.Distinct()) found[word]++;
        return [.. found.Select(count => MathF.Log((texts.Count + 1f) / (count + 1)) + 0.1f)];
    }

    private static Matrix Gaussian(int rows, int columns, Random random)
    {
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++)
            matrix.Values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                * Math.Cos(2 * Math.PI * random.NextDouble()));
        return matrix;
    }

    private static Matrix Iterate(List<SparseRow> rows, Matrix basis)
    {
        var next = new Matrix(basis.Rows, basis.Columns);
        var coordinates = new float[basis.Columns];
        foreach (var row in rows)
        {
            Array.Clear(coordinates);
            foreach (var (word, weight) in row.Entries)
                TensorPrimitives.MultiplyAdd(basis[word], weight, coordinates, coordinates);
            foreach (var (word, weight) in row.Entries)
                TensorPrimitives.MultiplyAdd(coordinates, weight, next[word], next[word]);
        }
        return next;
    }

    private static Matrix Orthonormalised(Matrix matrix)
    {
        var columns = matrix.Transposed();
        for (var i = 0; i < columns.Rows; i++)
        {
            var before = TensorPrimitives.Norm<float>(columns[i]);
            for (var j = 0; j < i; j++)
                TensorPrimitives.MultiplyAdd(
                    columns[j], -TensorPrimitives.Dot<float>(columns[j], columns[i]), columns[i], columns[i]);
            var length = TensorPrimitives.Norm<float>(columns[i]);
            if (length > before * 1e-5f) TensorPrimitives.Divide(columns[i], length, columns[i]);
            else columns[i].Clear();
        }
        return columns.Transposed();
    }

    private sealed record SparseRow((int Word, float Weight)[] Entries)
    {
        public static SparseRow Of(IEnumerable<int> words, float[] idf)
        {
            var weights = words.CountBy(word => word)
                .Select(count => (count.Key, Weight: (1 + MathF.Log(count.Value)) * idf[count.Key])).ToArray();
            var length = MathF.Sqrt(weights.Sum(entry => entry.Weight * entry.Weight));
            return new SparseRow([.. weights.Select(entry => (entry.Key, entry.Weight / length))]);
        }
    }
}
