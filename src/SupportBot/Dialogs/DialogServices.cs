using Microsoft.Bot.Builder;

namespace SupportBot.Dialogs;

/// <summary>The bot, the same on every channel.</summary>
internal static class DialogServices
{
    public static IServiceCollection AddDialog(this IServiceCollection services) => services
        .AddSingleton<SupportDialog>()
        .AddSingleton<Welcome>()
        .AddSingleton<FeedbackIntake>()
        .AddSingleton<IBot, SupportBotHandler>();
}
