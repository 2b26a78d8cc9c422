namespace SupportBot.Mcp;

// Whose key a request holds.
internal enum McpCaller
{
    Public,
    Agents,
}
