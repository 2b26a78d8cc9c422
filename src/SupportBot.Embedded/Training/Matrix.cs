namespace SupportBot.Embedded.Training;

internal sealed class Matrix(int rows, int columns)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public float[] Values { get; } = new float[rows * columns];

    public Span<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    public void TransposeInto(Matrix target)
    {
        const int block = 32;
        for (var top = 0; top < Rows; top += block)
            for (var left = 0; left < Columns; left += block)
                for (var row = top; row < Math.Min(top + block, Rows); row++)
                    for (var column = left; column < Math.Min(left + block, Columns); column++)
                        target.Values[column * Rows + row] = Values[row * Columns + column];
    }

    public Matrix Transposed()
    {
        var target = new Matrix(Columns, Rows);
        TransposeInto(target);
        return target;
    }
}
