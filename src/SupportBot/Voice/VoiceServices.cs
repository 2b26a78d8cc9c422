using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Voice.Training;
using SupportBot.Hosting;
using SupportBot.Logging;
using SupportBot.Models.Tuning;

namespace SupportBot.Voice;

internal static class VoiceServices
{
    public static IServiceCollection AddVoiceTraining(this IServiceCollection services) => services
        .AddSingleton(provider => new RowRedaction(provider.GetRequiredService<Redactor>().Redact))
        .AddSingleton(provider => new TrainingRowStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new RowCollector(
            provider.Data(), provider.BrandName(), provider.GetRequiredService<RowRedaction>(), provider.Clock()))
        .AddSingleton(provider => new RowChecks(
            provider.GetRequiredService<Brand>().Voice, provider.GetRequiredService<RowRedaction>()))
        .AddSingleton(provider => new DatasetStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton(provider => new DatasetFileWriter(provider.GetRequiredService<Brand>().Prompts))
        .AddSingleton(provider => new DatasetValidation(
            provider.GetRequiredService<TrainingRowStore>(), provider.GetRequiredService<RowChecks>(),
            provider.GetRequiredService<DatasetFileWriter>(),
            provider.GetRequiredService<IOptions<DatasetOptions>>().Value,
            provider.GetRequiredService<IOptions<TuningOptions>>().Value));
}
