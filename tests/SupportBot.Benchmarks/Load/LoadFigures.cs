namespace SupportBot.Benchmarks.Load;

/// <summary>The rows that every load has.</summary>
internal static class LoadFigures
{
    /// <summary>That each message was accepted and answered once, in order.</summary>
    public static void Correctness(this Figures figures, LoadResult load)
    {
        figures.Report("Messages sent", load.Sent, "");
        figures.AtMost("Messages refused", load.Failed, 0, "");
        figures.AtMost("Answers lost", load.Lost, 0, "");
        figures.AtMost("Answers given twice", load.Duplicated, 0, "");
        figures.AtMost("Answers out of order", load.Reordered, 0, "");
    }

    /// <summary>
    /// How quiet the machine was: with more than 10 % of a core used by others, latencies say little.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static int Conditions(this Figures figures, LoadResult load)
    {
        figures.Report("Used by others, of one core", load.OtherCpu, "%");
        foreach (var warning in load.Warnings) Console.WriteLine($"\nThe rig warns: {warning}");
        return figures.ExitCode;
    }
}
