namespace SupportBot.Embedded;

internal static class ScanCancellation
{
    private const int Block = 4096;

    public static void ObeyEveryBlock(this CancellationToken cancellationToken, long step)
    {
        if (step % Block == 0) cancellationToken.ThrowIfCancellationRequested();
    }
}
