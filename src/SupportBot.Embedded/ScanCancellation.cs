namespace SupportBot.Embedded;

/// <summary>Cancellation inside loops over millions of chunks, which asks too rarely to cost anything.</summary>
internal static class ScanCancellation
{
    private const int Block = 4096;

    /// <summary>Throws at the first step of each block of steps where the token is cancelled.</summary>
    public static void ObeyEveryBlock(this CancellationToken cancellationToken, long step)
    {
        if (step % Block == 0) cancellationToken.ThrowIfCancellationRequested();
    }
}
