using Microsoft.Extensions.Options;
using SupportBot.Core.Conversations;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Core.Gaps;
using SupportBot.Hosting;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

internal static class TurnServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton(provider => new ConversationStore(
            provider.Data(), provider.BrandName(), Rate(provider), provider.Clock()))
        .AddSingleton(provider => new TurnStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new AttachmentStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new VisitorIdentityStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new DeliveryStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new FeedbackStore(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new RatedReplies(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new OpenQuestions(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new AgentAnswers(provider.Data(), provider.BrandName()))
        .AddSingleton<GapFinder>()
        .AddSingleton(provider => new ReactionStore(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new MessageStore(provider.Data(), provider.BrandName()))
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

    private static MessageRate Rate(IServiceProvider provider)
    {
        var limits = provider.GetRequiredService<IOptions<RateLimitOptions>>().Value;
        return new MessageRate(limits.MessagesPerMinute, limits.MessagesPerHour);
    }
}
