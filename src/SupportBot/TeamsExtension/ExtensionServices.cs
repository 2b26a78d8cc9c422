namespace SupportBot.TeamsExtension;

internal static class ExtensionServices
{
    public static IServiceCollection AddTeamsExtension(this IServiceCollection services) => services
        .AddSingleton<ExtensionAnswers>()
        .AddSingleton<ExtensionAudit>()
        .AddSingleton<MessageExtension>();
}
