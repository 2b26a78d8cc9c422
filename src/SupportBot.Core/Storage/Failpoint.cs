using System.Diagnostics;
using System.Globalization;

namespace SupportBot.Core.Storage;

/// <summary>
/// Named places where a crash test ends the process. They exist only in builds with <c>-p:Failpoints=true</c>; in any
/// other build the calls are not compiled and the environment variable has no effect.
/// </summary>
/// <remarks>
/// <c>SUPPORTBOT_FAILPOINT=turn-ended</c> kills the process when it reaches that place, <c>turn-ended:3</c> the third
/// time. <c>audit-sealing:1:memory</c> throws <see cref="InsufficientMemoryException"/> there instead.
/// </remarks>
public static class Failpoint
{
    public const string ActivityArrived = "activity-arrived";
    public const string ActivityKept = "activity-kept";
    public const string AnswerMade = "answer-made";
    public const string AuditSealing = "audit-sealing";
    public const string CaseChanged = "case-changed";
    public const string CaseChanging = "case-changing";
    public const string ConversationErased = "conversation-erased";
    public const string ConversationStarted = "conversation-started";
    public const string DeliveriesRecovered = "deliveries-recovered";
    public const string DeliveryBegun = "delivery-begun";
    public const string DeliveryKept = "delivery-kept";
    public const string DeliverySent = "delivery-sent";
    public const string DeskSending = "desk-sending";
    public const string DeskSent = "desk-sent";
    public const string MessageArrived = "message-arrived";
    public const string MessageKept = "message-kept";
    public const string ReplyAnnounced = "reply-announced";
    public const string TurnEnded = "turn-ended";
    public const string TurnEnding = "turn-ending";
    public const string TurnShown = "turn-shown";
    public const string TurnTaken = "turn-taken";
    public const string WriteCommitted = "write-committed";
    public const string WriteCommitting = "write-committing";

    private static readonly string[] Wanted = Environment.GetEnvironmentVariable("SUPPORTBOT_FAILPOINT")?.Split(':')
        ?? [];
    private static readonly string? Name = Wanted.Length > 0 ? Wanted[0] : null;
    private static readonly bool RunsOutOfMemory = Wanted.Length > 2 && Wanted[2] == "memory";
    private static int _left = Wanted.Length > 1 ? int.Parse(Wanted[1], CultureInfo.InvariantCulture) : 1;

    /// <summary>Whether this build has failpoints.</summary>
    public static bool IsEnabled { get; }
#if FAILPOINTS
        = true;
#endif

    /// <summary>Ends the process if the environment variable names this place.</summary>
    [Conditional("FAILPOINTS")]
    public static void Reach(string name)
    {
        if (Name != name || Interlocked.Decrement(ref _left) != 0) return;
        if (RunsOutOfMemory) throw new InsufficientMemoryException($"The failpoint {name} was reached.");
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }
}
