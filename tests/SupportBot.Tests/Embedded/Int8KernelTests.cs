using SupportBot.Embedded.Vectors;

namespace SupportBot.Tests.Embedded;

public sealed class Int8KernelTests
{
    public static TheoryData<int> Lengths =>
        [0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 47, 48, 63, 64, 65, 100, 255, 256, 257, 384, 1000, 4096, 4097];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_path_agrees_with_plain_multiplication(int length)
    {
        var random = new Random(length);
        for (var round = 0; round < 20; round++)
        {
            sbyte[] a = Codes(random, length), b = Codes(random, length);
            AllPathsGive(a.Zip(b, (x, y) => (long)x * y).Sum(), a, b);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Extremes_do_not_overflow(int length)
    {
        foreach (var (x, y) in new (sbyte, sbyte)[] { (-128, -128), (-128, 127), (127, 127), (0, -128) })
            AllPathsGive((long)x * y * length, [.. Enumerable.Repeat(x, length)], [.. Enumerable.Repeat(y, length)]);
    }

    private static void AllPathsGive(long expected, sbyte[] a, sbyte[] b)
    {
        Assert.Equal(expected, Int8Kernel.Dot(a, b));
        Assert.Equal(expected, Int8Kernel.Dot256(a, b));
        Assert.Equal(expected, Int8Kernel.Scalar(a, b));
    }

    private static sbyte[] Codes(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => (sbyte)random.Next(-128, 128))];
}
