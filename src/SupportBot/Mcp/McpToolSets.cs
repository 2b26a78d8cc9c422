using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SupportBot.Mcp;

// The tools of each caller. Nobody is shown a tool that their key does not open.
internal sealed class McpToolSets(IServiceProvider services)
{
    private readonly McpServerPrimitiveCollection<McpServerTool>
        _public = [.. Documentation(services, McpCaller.Public)],
        _agents = [.. Documentation(services, McpCaller.Agents), .. Cases(services)];

    public McpServerPrimitiveCollection<McpServerTool> Of(McpCaller caller) =>
        caller == McpCaller.Agents ? _agents : _public;

    private static IEnumerable<McpServerTool> Documentation(IServiceProvider services, McpCaller caller)
    {
        var tools = ActivatorUtilities.CreateInstance<DocumentationTools>(services, caller);
        yield return Create<Func<string, int, CancellationToken, Task<CallToolResult>>>(tools.SearchAsync);
        yield return Create<Func<string, CancellationToken, Task<CallToolResult>>>(tools.AnswerAsync);
    }

    private static IEnumerable<McpServerTool> Cases(IServiceProvider services)
    {
        var tools = ActivatorUtilities.CreateInstance<CaseTools>(services);
        yield return Create<Func<string, int, CancellationToken, Task<CallToolResult>>>(tools.ListAsync);
        yield return Create<Func<string, CancellationToken, Task<CallToolResult>>>(tools.GetAsync);
    }

    private static McpServerTool Create<T>(T method) where T : Delegate =>
        McpServerTool.Create(method, new McpServerToolCreateOptions { SerializerOptions = ToolCalls.Json });
}
