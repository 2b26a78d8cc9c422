using System.Diagnostics;
using System.Globalization;

namespace SupportBot.Core.Storage;

/// <summary>
/// Named places where a test can end the process as a power cut does: the environment variable
/// <c>SUPPORTBOT_FAILPOINT=turn-ended</c> kills it when it comes there, <c>turn-ended:3</c> the third time. With a third
/// part, <c>audit-sealing:1:memory</c>, it fails there for lack of memory instead. Without the variable a failpoint costs
/// one comparison.
/// </summary>
public static class Failpoint
{
    private static readonly string[] Wanted = Environment.GetEnvironmentVariable("SUPPORTBOT_FAILPOINT")?.Split(':') ?? [];
    private static readonly string? Name = Wanted.Length > 0 ? Wanted[0] : null;
    private static readonly bool RunsOutOfMemory = Wanted.Length > 2 && Wanted[2] == "memory";
    private static int _left = Wanted.Length > 1 ? int.Parse(Wanted[1], CultureInfo.InvariantCulture) : 1;

    /// <summary>Comes to a place; never returns where it is the wanted one.</summary>
    public static void Reach(string name)
    {
        if (Name != name || Interlocked.Decrement(ref _left) != 0) return;
        if (RunsOutOfMemory) throw new InsufficientMemoryException($"The failpoint {name} was reached.");
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
