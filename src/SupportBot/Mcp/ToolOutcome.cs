using SupportBot.Core.Audit;

namespace SupportBot.Mcp;

// What a tool came to. A problem names no content, since it is recorded and logged.
internal abstract record ToolOutcome
{
    private ToolOutcome()
    {
    }

    // Answered is set for a question that was answered, which the audit records like every reply.
    public sealed record Found(object Value, int Results, AnsweredTurn? Answered = null) : ToolOutcome;

    public sealed record Refused(string Problem) : ToolOutcome;
}
