namespace SupportBot.Diagnosis;

internal static class DoctorServices
{
    // All network requests of the doctor go through the HTTP client.
    public static IServiceCollection AddDoctor(this IServiceCollection services, HttpClient http, string? package) =>
        services
        .AddSingleton(http)
        .AddSingleton(new PackageFile(package))
        .AddSingleton<StoredData>()
        .AddSingleton<ICheck, SettingsCheck>()
        .AddSingleton<ICheck, RegistrationCheck>()
        .AddSingleton<ICheck, ChannelCheck>()
        .AddSingleton<ICheck, AddressCheck>()
        .AddSingleton<ICheck, OriginsCheck>()
        .AddSingleton<ICheck, HostsCheck>()
        .AddSingleton<ICheck, PackageCheck>()
        .AddSingleton<ICheck, TeamsDeskCheck>()
        .AddSingleton<ICheck, StorageCheck>()
        .AddSingleton<ICheck, ElasticsearchCheck>()
        .AddSingleton<ICheck, DocsCheck>()
        .AddSingleton<ICheck, EmbeddingCheck>()
        .AddSingleton<ICheck, ModelCheck>()
        .AddSingleton<ICheck, CostCheck>()
        .AddSingleton<ICheck, TuningCheck>()
        .AddSingleton<ICheck, ContactCheck>()
        .AddSingleton<ICheck, CaseWebhookCheck>()
        .AddSingleton<ICheck, McpCheck>()
        .AddSingleton<ICheck, BrandCheck>()
        .AddSingleton<Doctor>();
}
