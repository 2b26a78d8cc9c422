using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SupportBot.Embedded.Vectors;

// TensorPrimitives.Dot<sbyte> accumulates in a byte and overflows; this sums products in 32 bits, sufficient for up to
// 130,000 dimensions.
internal static class Int8Kernel
{
    public static int Dot(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        if (!Avx512BW.IsSupported) return Dot256(a, b);
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sums = Vector512<int>.Zero;
        var i = 0;
        for (; i + 32 <= a.Length; i += 32)
            sums += Avx512BW.MultiplyAddAdjacent(
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref left, (nuint)i)),
                Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref right, (nuint)i)));
        return Vector512.Sum(sums) + Scalar(a[i..], b[i..]);
    }

    internal static int Dot256(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        if (!Avx2.IsSupported) return Scalar(a, b);
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sums = Vector256<int>.Zero;
        var i = 0;
        for (; i + 16 <= a.Length; i += 16)
            sums += Avx2.MultiplyAddAdjacent(
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref left, (nuint)i)),
                Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref right, (nuint)i)));
        return Vector256.Sum(sums) + Scalar(a[i..], b[i..]);
    }

    internal static int Scalar(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
