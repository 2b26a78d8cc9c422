using SupportBot.Embedded.Training;

namespace SupportBot.Tests.Embedded.Training;

public sealed class MatrixProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 5, 70)]
    [InlineData(64, 33, 32)]
    [InlineData(13, 256, 95)]
    public void It_equals_the_plain_sum_for_sizes_that_fit_no_block(int rows, int inner, int columns)
    {
        var random = new Random(1);
        var (a, b, c) = (Filled(rows, inner, random), Filled(inner, columns, random), Filled(rows, columns, random));
        new MatrixProduct().Multiply(a, b, c);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                Assert.Equal(Enumerable.Range(0, inner).Sum(k => a[row][k] * b[k][column]), c[row][column], 1e-4f);
    }

    [Fact]
    public void Transposing_turns_rows_into_columns()
    {
        var matrix = Filled(45, 70, new Random(1));
        var turned = matrix.Transposed();
        for (var row = 0; row < 45; row++)
            for (var column = 0; column < 70; column++)
                Assert.Equal(matrix[row][column], turned[column][row]);
    }

    private static Matrix Filled(int rows, int columns, Random random)
    {
        var matrix = new Matrix(rows, columns);
        for (var i = 0; i < matrix.Values.Length; i++) matrix.Values[i] = random.NextSingle() - .5f;
        return matrix;
    }
}
