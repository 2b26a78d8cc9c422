using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;

namespace SupportBot.Mcp;

internal static class McpServices
{
    public const string Path = "/mcp";

    private const string Instructions =
        "Answers from the product documentation. Cite the url of a source, and tell users no more than the sources "
        + "say. What rests on a source with the audience internal is for support agents only.";

    // Without a key there is no server, and nothing is registered.
    public static IServiceCollection AddMcp(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetSection("Mcp").Get<McpOptions>() is not { IsConfigured: true }) return services;
        services.TryAddSingleton<McpGate>();
        services.TryAddSingleton<ToolCalls>();
        services.TryAddSingleton<McpToolSets>();
        services.AddMcpServer(options =>
        {
            options.ServerInfo = new Implementation { Name = "supportbot", Version = Version() };
            options.ServerInstructions = Instructions;
        }).WithHttpTransport(options =>
        {
            // Each request stands alone, so any host behind a load balancer can answer it.
            options.Stateless = true;
            options.ConfigureSessionOptions = (http, server, _) =>
            {
                server.ToolCollection = http.RequestServices.GetRequiredService<McpToolSets>()
                    .Of(McpGate.CallerOf(http));
                return Task.CompletedTask;
            };
        });
        return services;
    }

    public static IEndpointRouteBuilder MapMcpServer(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetRequiredService<IOptions<McpOptions>>().Value.IsConfigured)
            routes.MapMcp(Path).AddEndpointFilter(routes.ServiceProvider.GetRequiredService<McpGate>());
        return routes;
    }

    private static string Version() =>
        typeof(McpServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
