namespace SupportBot.Diagnosis;

/// <summary>The doctor and its checks.</summary>
internal static class DoctorServices
{
    /// <param name="services">All of SupportBot.</param>
    /// <param name="http">All that the doctor asks of the network goes through it.</param>
    /// <param name="package">A Teams app package to compare with the settings; null for none.</param>
    public static IServiceCollection AddDoctor(this IServiceCollection services, HttpClient http, string? package) => services
        .AddSingleton(http)
        .AddSingleton(new PackageFile(package))
        .AddSingleton<ICheck, SettingsCheck>()
        .AddSingleton<ICheck, RegistrationCheck>()
        .AddSingleton<ICheck, ChannelCheck>()
        .AddSingleton<ICheck, AddressCheck>()
        .AddSingleton<ICheck, OriginsCheck>()
        .AddSingleton<ICheck, HostsCheck>()
        .AddSingleton<ICheck, PackageCheck>()
        .AddSingleton<ICheck, StorageCheck>()
        .AddSingleton<ICheck, ElasticsearchCheck>()
        .AddSingleton<ICheck, DocsCheck>()
        .AddSingleton<ICheck, EmbeddingCheck>()
        .AddSingleton<ICheck, ModelCheck>()
        .AddSingleton<ICheck, CostCheck>()
        .AddSingleton<ICheck, BrandCheck>()
        .AddSingleton<Doctor>();
}
