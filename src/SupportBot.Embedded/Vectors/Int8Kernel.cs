using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SupportBot.Embedded.Vectors;

/// <summary>
/// Dot product of signed bytes. <c>TensorPrimitives.Dot&lt;sbyte&gt;</c> sums in a byte and overflows; here pairs are
/// multiplied into 32 bits, which holds up to 130,000 dimensions.
/// </summary>
internal static class Int8Kernel
{
    public static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        nuint i = 0;
        var length = (nuint)a.Length;
        var sum = 0;
        if (Avx512BW.IsSupported)
        {
            var sums = Vector512<int>.Zero;
            for (; i + 32 <= length; i += 32)
                sums += Avx512BW.MultiplyAddAdjacent(
                    Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, i)),
                    Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref right, i)));
            sum = Vector512.Sum(sums);
        }
        else if (Avx2.IsSupported)
        {
            var sums = Vector256<int>.Zero;
            for (; i + 16 <= length; i += 16)
                sums += Avx2.MultiplyAddAdjacent(
                    Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, i)),
                    Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, i)));
            sum = Vector256.Sum(sums);
        }
        return sum + Scalar(a[(int)i..], b[(int)i..]);
    }

    internal static int Scalar(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
