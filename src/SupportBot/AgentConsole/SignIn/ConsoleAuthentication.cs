using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SupportBot.Core.Handoff;
using SupportBot.Core.Storage;
using SupportBot.Handoff;
using SupportBot.Hosting;

namespace SupportBot.AgentConsole.SignIn;

internal static class ConsoleAuthentication
{
    // Relative to /console.
    private const string Callback = "/signed-in";

    public static IServiceCollection AddConsoleAuthentication(
        this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("SupportBot");
        services.AddSingleton(provider => new DataKeyStore(
            provider.Data(), provider.Clock()));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository =
                new DatabaseXmlRepository(provider.GetRequiredService<DataKeyStore>())));
        var options = configuration.GetSection("Console").Get<ConsoleOptions>() ?? new ConsoleOptions();
        var authentication = services.AddAuthentication(AgentClaims.Scheme)
            .AddCookie(AgentClaims.Scheme, cookie => Configure(cookie, options));
        if (options.UsesOpenId) authentication.AddOpenIdConnect(openId => Configure(openId, options));
        return services;
    }

    private static void Configure(CookieAuthenticationOptions cookie, ConsoleOptions options)
    {
        cookie.Cookie.Name = "supportbot.console";
        cookie.Cookie.Path = "/console";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(options.SignInHours);
        cookie.SlidingExpiration = false;
        cookie.Events.OnSigningIn = context =>
        {
            AgentClaims.AddTicket(context.Principal!, context.Properties.ExpiresUtc!.Value);
            return Task.CompletedTask;
        };
        // With the issuer's redirect, the first request to the console comes from another site.
        if (options.UsesOpenId) cookie.Cookie.SameSite = SameSiteMode.Lax;
    }

    private static void Configure(OpenIdConnectOptions openId, ConsoleOptions options)
    {
        openId.Authority = options.Authority;
        openId.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
        openId.ClientId = options.ClientId;
        openId.ClientSecret = options.ClientSecret.Length > 0 ? options.ClientSecret : null;
        openId.ResponseType = OpenIdConnectResponseType.Code;
        openId.ResponseMode = OpenIdConnectResponseMode.Query;
        openId.UsePkce = true;
        openId.CallbackPath = Callback;
        openId.SignInScheme = AgentClaims.Scheme;
        openId.SaveTokens = false;
        openId.MapInboundClaims = false;
        openId.GetClaimsFromUserInfoEndpoint = false;
        foreach (var cookie in (CookieBuilder[])[openId.NonceCookie, openId.CorrelationCookie])
        {
            cookie.Path = "/console";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        openId.Events.OnTokenValidated = async context =>
        {
            var services = context.HttpContext.RequestServices;
            var user = AgentClaims.FromIssuer(context.Principal!, options);
            if (user is null)
            {
                context.HandleResponse();
                await ConsolePages.Message(
                    ConsoleTexts.NoRole, ConsoleTexts.NoRoleMore(options), StatusCodes.Status403Forbidden)
                    .ExecuteAsync(context.HttpContext);
                return;
            }
            context.Principal = user;
            var agent = AgentClaims.Read(user, services.GetRequiredService<IOptions<HandoffOptions>>().Value)!;
            await ConsoleSignIn.WelcomeAsync(
                services.GetRequiredService<AgentStore>(), agent, context.HttpContext.RequestAborted);
        };
        openId.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            return ConsolePages.Message(
                ConsoleTexts.SignInFailed, ConsoleTexts.SignInFailedMore, StatusCodes.Status403Forbidden)
                .ExecuteAsync(context.HttpContext);
        };
    }
}
