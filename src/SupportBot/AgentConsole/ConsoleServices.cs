using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;
using Microsoft.FluentUI.AspNetCore.Components;
using SupportBot.AgentConsole.Commands;
using SupportBot.AgentConsole.Inbox;
using SupportBot.AgentConsole.Live;
using SupportBot.AgentConsole.SignIn;
using SupportBot.AgentConsole.Thread;
using SupportBot.Core.Handoff;
using SupportBot.Handoff;
using SupportBot.Hosting;

namespace SupportBot.AgentConsole;

internal static class ConsoleServices
{
    public static IServiceCollection AddAgentConsole(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddConsoleAuthentication(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddFluentUIComponents(library => library.UseGlobalOverlay = false);
        services.Configure<CircuitOptions>(Limit);
        return services
            .AddSingleton(provider => new CaseDirectory(
                provider.Data(), provider.BrandName()))
            .AddSingleton(provider => new SignInKey(key => ConsoleAddress.ShowLink(provider, key)))
            .AddSingleton<EndedSignIns>()
            .AddSingleton<ConsoleAssets>()
            .AddSingleton<CannedReplies>()
            .AddSingleton<SuggestedReply>()
            .AddSingleton<ThreadTranslator>()
            .AddSingleton<CaseBoard>()
            .AddSingleton<OpenCircuits>()
            .AddSingleton<AgentPresence>()
            .AddHostedService(provider => provider.GetRequiredService<CaseBoard>())
            .AddHostedService(provider => provider.GetRequiredService<AgentPresence>())
            .AddScoped<ConsoleAgent>()
            .AddScoped<ConsoleSession>()
            .AddScoped<CommandList>()
            .AddScoped<CircuitHandler>(provider => provider.GetRequiredService<ConsoleSession>());
    }

    // Serves everything below /console/.
    public static WebApplication UseAgentConsole(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ConsoleOptions>>().Value;
        DisableElsewhere(app);
        if (!options.Enabled) return app;
        if (options.Url.Length > 0) app.Use(new ConsolePort(options.Url).Separate);
        // A fault in the brand's replies ends the start, not the first conversation of an agent.
        _ = app.Services.GetRequiredService<CannedReplies>();
        var isOpen = ConsoleAddress.CanSignIn(app.Services);
        app.Map("/console", console =>
        {
            console.Use(ConsoleGuard.Protect);
            if (!isOpen)
            {
                console.Run(http => ConsolePages.Message(
                    ConsoleTexts.NotSetUp, ConsoleTexts.NotSetUpMore, StatusCodes.Status404NotFound)
                    .ExecuteAsync(http));
                return;
            }
            console.UseWhen(ConsoleGuard.IsPage, pages => pages.UseStatusCodePagesWithReExecute(
                "/missing", createScopeForStatusCodePages: true));
            console.UseRouting();
            console.UseAuthentication();
            console.Use(ConsoleGuard.Admit);
            console.UseAntiforgery();
            console.UseEndpoints(endpoints =>
            {
                ConsoleSignIn.Map(endpoints);
                endpoints.ServiceProvider.GetRequiredService<ConsoleAssets>().Map(endpoints);
                AgentPhotos.Map(endpoints, "/agents");
                endpoints.MapRazorComponents<Pages.App>().AddInteractiveServerRenderMode(
                    render => render.ContentSecurityFrameAncestorsPolicy = "'none'");
            });
        });
        return app;
    }

    // By itself, the host would authenticate every request, before its proxies are known.
    private static void DisableElsewhere(IApplicationBuilder app) =>
        app.Properties["__AuthenticationMiddlewareSet"] = true;

    private static void Limit(CircuitOptions circuits)
    {
        circuits.DisconnectedCircuitMaxRetained = 100;
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
    }
}
