using SupportBot.Core.Contact;
using SupportBot.Hosting;
using SupportBot.Webhooks;

namespace SupportBot.Contact;

internal static class ContactServices
{
    public static IServiceCollection AddContact(this IServiceCollection services) => services
        .AddSingleton(provider => new ContactStore(
            provider.Data(), provider.BrandName(),
            provider.Clock()))
        .AddSingleton<TranscriptWriter>()
        .AddSingleton<ContactInvitation>()
        .AddSingleton<ContactDialog>()
        .AddSingleton<ContactMail>()
        .AddSingleton<SmtpSender>()
        .AddSingleton<SignedPost>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<ContactDelivery>()
        .AddHostedService(provider => provider.GetRequiredService<ContactDelivery>());
}
