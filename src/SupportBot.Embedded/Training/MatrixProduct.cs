using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SupportBot.Embedded.Training;

// Dense products on one core. The right side is copied into panels of 32 columns, so that the kernel reads memory
// sequentially; 4 × 32 sums in registers hide the latency of fused multiply-add.
internal sealed class MatrixProduct
{
    private const int Wide = 32;
    private const int High = 4;

    private float[] _panel = [];

    public void Multiply(Matrix a, Matrix b, Matrix c)
    {
        if (_panel.Length < b.Rows * Wide) _panel = new float[b.Rows * Wide];
        var column = 0;
        if (Vector512.IsHardwareAccelerated)
            for (; column + Wide <= b.Columns; column += Wide)
            {
                for (var k = 0; k < b.Rows; k++) b[k].Slice(column, Wide).CopyTo(_panel.AsSpan(k * Wide));
                var row = 0;
                for (; row + High <= a.Rows; row += High) Kernel(a, c, row, column);
                for (; row < a.Rows; row++) Plain(a, b, c, row, column, Wide);
            }
        if (column < b.Columns)
            for (var row = 0; row < a.Rows; row++) Plain(a, b, c, row, column, b.Columns - column);
    }

    private void Kernel(Matrix a, Matrix c, int row, int column)
    {
        ref var panel = ref MemoryMarshal.GetArrayDataReference(_panel);
        ref var a0 = ref MemoryMarshal.GetReference(a[row]);
        ref var a1 = ref MemoryMarshal.GetReference(a[row + 1]);
        ref var a2 = ref MemoryMarshal.GetReference(a[row + 2]);
        ref var a3 = ref MemoryMarshal.GetReference(a[row + 3]);
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default,
        c30 = default, c31 = default;
        for (nuint k = 0; k < (nuint)a.Columns; k++)
        {
            var left = Vector512.LoadUnsafe(ref panel, k * Wide);
            var right = Vector512.LoadUnsafe(ref panel, k * Wide + 16);
            Add(ref a0, k, left, right, ref c00, ref c01);
            Add(ref a1, k, left, right, ref c10, ref c11);
            Add(ref a2, k, left, right, ref c20, ref c21);
            Add(ref a3, k, left, right, ref c30, ref c31);
        }
        Store(c[row], column, c00, c01);
        Store(c[row + 1], column, c10, c11);
        Store(c[row + 2], column, c20, c21);
        Store(c[row + 3], column, c30, c31);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    private static void Add(
        ref float a, nuint k, Vector512<float> left, Vector512<float> right, ref Vector512<float> leftSum,
        ref Vector512<float> rightSum)
    {
        var factor = Vector512.Create(System.Runtime.CompilerServices.Unsafe.Add(ref a, k));
        leftSum = Vector512.FusedMultiplyAdd(factor, left, leftSum);
        rightSum = Vector512.FusedMultiplyAdd(factor, right, rightSum);
    }

    private static void Store(Span<float> row, int column, Vector512<float> left, Vector512<float> right)
    {
        left.CopyTo(row[column..]);
        right.CopyTo(row[(column + 16)..]);
    }

    private static void Plain(Matrix a, Matrix b, Matrix c, int row, int column, int width)
    {
        var sums = c[row].Slice(column, width);
        sums.Clear();
        for (var k = 0; k < a.Columns; k++)
            TensorPrimitives.MultiplyAdd(b[k].Slice(column, width), a[row][k], sums, sums);
    }
}
