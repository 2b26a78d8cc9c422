using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Mcp;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

// Who reaches the MCP server, and whether its keys travel encrypted.
internal sealed class McpCheck(IOptions<McpOptions> mcp, IOptions<ServerOptions> server) : ICheck
{
    public string Name => "mcp server";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return Examine();
    }

    private DoctorFinding Examine()
    {
        if (!mcp.Value.IsConfigured)
            return DoctorFinding.Skipped(Name, "Neither Mcp:Key nor Mcp:AgentKey is set: there is no MCP server.");
        var address = new Uri(server.Value.PublicAddress + McpServices.Path);
        if (address is { Scheme: "http", IsLoopback: false })
            return DoctorFinding.Doubtful(
                Name, $"The keys of {address} are sent unencrypted.",
                "Serve the host with TLS and write https:// in Server:PublicUrl.", "Server:PublicUrl");
        var opens = mcp.Value.AgentKey.Length == 0
            ? "public documents only"
            : "public documents, and with Mcp:AgentKey internal documents and cases";
        return DoctorFinding.Good(Name, $"Programs with a key reach {address}: {opens}.");
    }
}
