using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Channels.Teams;
using SupportBot.Core.Conversations;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Core.Gaps;
using SupportBot.Core.Storage;
using SupportBot.Dialogs;
using SupportBot.Hosting;

namespace SupportBot.Turns;

/// <summary>Conversations, their turns and the dialog, the same for every channel.</summary>
internal static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationStore(provider.GetRequiredService<Database>(), BrandName(provider), Rate(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new TurnStore(provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new DeliveryStore(provider.GetRequiredService<Database>(), BrandName(provider), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => new FeedbackStore(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new RatedReplies(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new OpenQuestions(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton<GapFinder>()
        .AddSingleton(provider => new ReactionStore(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddSingleton(provider => new MessageStore(provider.GetRequiredService<Database>(), BrandName(provider)))
        .AddMetrics()
        .AddSingleton<MessageMetrics>()
        .AddSingleton<TurnCeiling>()
        .AddSingleton<SupportDialog>()
        .AddSingleton<MessageReplies>()
        .AddSingleton<Welcome>()
        .AddSingleton<FeedbackIntake>()
        .AddSingleton<SupportBotHandler>()
        .AddSingleton<ActivityHandler>(provider => ActivatorUtilities.CreateInstance<TenantGate>(provider, provider.GetRequiredService<SupportBotHandler>()))
        .AddSingleton<ServiceSupervisor>()
        .AddSingleton<TurnRunner>();

    /// <summary>The turns of one channel.</summary>
    public static IServiceCollection AddTurns<TChannel>(this IServiceCollection services) where TChannel : class, IChannel => services
        .AddSingleton<TChannel>()
        .AddSingleton<TurnWorker<TChannel>>()
        .AddHostedService(provider => provider.GetRequiredService<TurnWorker<TChannel>>());

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;

    private static MessageRate Rate(IServiceProvider provider)
    {
        var limits = provider.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return new MessageRate(limits.MessagesPerMinute, limits.MessagesPerHour);
    }
}
