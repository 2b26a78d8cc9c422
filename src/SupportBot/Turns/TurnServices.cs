using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Conversations;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Core.Gaps;
using SupportBot.Core.Storage;
using SupportBot.Hosting;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationStore(
            Data(provider), BrandName(provider), Rate(provider), Clock(provider)))
        .AddSingleton(provider => new TurnStore(Data(provider), BrandName(provider), Clock(provider)))
        .AddSingleton(provider => new AttachmentStore(Data(provider), BrandName(provider), Clock(provider)))
        .AddSingleton(provider => new VisitorIdentityStore(Data(provider), BrandName(provider), Clock(provider)))
        .AddSingleton(provider => new DeliveryStore(Data(provider), BrandName(provider), Clock(provider)))
        .AddSingleton(provider => new FeedbackStore(Data(provider), BrandName(provider)))
        .AddSingleton(provider => new RatedReplies(Data(provider), BrandName(provider)))
        .AddSingleton(provider => new OpenQuestions(Data(provider), BrandName(provider)))
        .AddSingleton(provider => new AgentAnswers(Data(provider), BrandName(provider)))
        .AddSingleton<GapFinder>()
        .AddSingleton(provider => new ReactionStore(Data(provider), BrandName(provider)))
        .AddSingleton(provider => new MessageStore(Data(provider), BrandName(provider)))
        .AddMetrics()
        .AddSingleton<MessageMetrics>()
        .AddSingleton<TurnLimit>()
        .AddSingleton<ServiceSupervisor>()
        .AddSingleton<TurnRunner>()
        .AddSingleton<IMiddleware, AdmissionMiddleware>()
        .AddSingleton<IMiddleware, LocaleMiddleware>();

    public static IServiceCollection AddTurns<TChannel>(this IServiceCollection services)
        where TChannel : class, IChannel => services
        .AddSingleton<TChannel>()
        .AddSingleton<IChannel>(provider => provider.GetRequiredService<TChannel>())
        .AddSingleton<TurnWorker<TChannel>>()
        .AddHostedService(provider => provider.GetRequiredService<TurnWorker<TChannel>>());

    private static Database Data(IServiceProvider provider) => provider.GetRequiredService<Database>();

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static string BrandName(IServiceProvider provider) => provider.GetRequiredService<Brand>().Name;

    private static MessageRate Rate(IServiceProvider provider)
    {
        var limits = provider.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return new MessageRate(limits.MessagesPerMinute, limits.MessagesPerHour);
    }
}
