using SupportBot.Brands;
using SupportBot.Core.Contact;
using SupportBot.Core.Storage;

namespace SupportBot.Contact;

internal static class ContactServices
{
    public static IServiceCollection AddContact(this IServiceCollection services) => services
        .AddSingleton(provider => new ContactStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name,
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<TranscriptWriter>()
        .AddSingleton<ContactInvitation>()
        .AddSingleton<ContactDialog>()
        .AddSingleton<ContactMail>()
        .AddSingleton<SmtpSender>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<ContactDelivery>()
        .AddHostedService(provider => provider.GetRequiredService<ContactDelivery>());
}
