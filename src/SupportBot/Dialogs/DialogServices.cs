using Microsoft.Bot.Builder;

namespace SupportBot.Dialogs;

internal static class DialogServices
{
    public static IServiceCollection AddDialog(this IServiceCollection services) => services
        .AddSingleton<SupportDialog>()
        .AddSingleton<Welcome>()
        .AddSingleton<FeedbackRecorder>()
        .AddSingleton<IBot, SupportBotHandler>();
}
