using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SupportBot;

/// <summary>
/// The trace of a turn, for OpenTelemetry: a span for each step between the endpoint and the outbox. The attribute
/// <c>code.file.path</c> names the file of the step, and docs/architecture.md lists them.
/// </summary>
internal static class TurnTrace
{
    public const string SourceName = "SupportBot";
    public const string FileTag = "code.file.path";
    public const string ConversationTag = "supportbot.conversation";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a step, which ends when the span is disposed.</summary>
    /// <param name="conversationId">The stored conversation; null where the step around it names it.</param>
    /// <param name="name">The method.</param>
    /// <param name="file">Its file.</param>
    /// <returns>Null where nobody listens.</returns>
    public static Activity? Step(
        string? conversationId = null, [CallerMemberName] string name = "", [CallerFilePath] string file = "")
    {
        var step = Source.StartActivity(name);
        step?.SetTag(FileTag, Path.GetFileName(file));
        step?.SetTag(ConversationTag, conversationId);
        return step;
    }
}
