using SupportBot.Core.Voice.Versions;
using SupportBot.Hosting;
using SupportBot.Models.Tuning;

namespace SupportBot.Tuning;

internal static class TunedVoiceServices
{
    public static IServiceCollection AddTunedVoices(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddSingleton(provider => new VoiceVersionStore(provider.Data(), provider.BrandName(), provider.Clock()))
        .AddSingleton<ChooseVoice>(provider => async (conversation, cancellationToken) =>
            (await provider.GetRequiredService<VoiceVersionStore>().RosterAsync(cancellationToken)).For(conversation))
        .AddSingleton<VoicePipelines>()
        .AddSingleton<VoiceSwitch>()
        .AddSingleton<VoiceTrial>()
        .AddTuning(configuration.GetSection("Tuning").Get<TuningOptions>() ?? new TuningOptions());
}
