using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using SupportBot.Core.Audit;

namespace SupportBot.Mcp;

// Runs the tools, and records each call in the audit and in one line of the log.
internal sealed partial class ToolCalls(CallAudit audit, TimeProvider clock, ILogger<ToolCalls> log)
{
    public const string Channel = "mcp";

    // Nulls are written, since the schemas of the results name every member.
    public static JsonSerializerOptions Json { get; } = CreateJson();

    public async Task<CallToolResult> RunAsync(McpCaller caller, string tool, Func<Task<ToolOutcome>> run)
    {
        var start = clock.GetTimestamp();
        var outcome = await run();
        var result = Write(outcome);
        var text = ((TextContentBlock)result.Content[0]).Text;
        var found = outcome as ToolOutcome.Found;
        var call = new AuditedCall(
            tool, found?.Results ?? 0, Encoding.UTF8.GetByteCount(text), (outcome as ToolOutcome.Refused)?.Problem);
        var name = caller.ToString().ToLowerInvariant();
        await audit.AddAsync($"{Channel}:{name}", Channel, call, found?.Answered);
        Called(log, tool, name, call.Results, call.Bytes, (long)clock.GetElapsedTime(start).TotalMilliseconds);
        return result;
    }

    // The same JSON twice, as the protocol asks: as data, and as text for clients that do not know data.
    private static CallToolResult Write(ToolOutcome outcome)
    {
        if (outcome is not ToolOutcome.Found found)
            return new CallToolResult
            {
                IsError = true, Content = [new TextContentBlock { Text = ((ToolOutcome.Refused)outcome).Problem }],
            };
        var json = JsonSerializer.SerializeToElement(found.Value, found.Value.GetType(), Json);
        return new CallToolResult
        {
            StructuredContent = json, Content = [new TextContentBlock { Text = json.GetRawText() }],
        };
    }

    private static JsonSerializerOptions CreateJson()
    {
        var json = new JsonSerializerOptions(McpJsonUtilities.DefaultOptions)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        };
        // The first that fits is used, and the defaults have one that keeps the names of C#.
        json.Converters.Insert(0, new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return json;
    }

    [LoggerMessage(LogLevel.Information,
        "MCP {Tool} by {Caller}: {Results} results, {Bytes} bytes, {Milliseconds} ms")]
    private static partial void Called(
        ILogger log, string tool, string caller, int results, int bytes, long milliseconds);
}
