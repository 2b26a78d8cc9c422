using System.CommandLine;
using SupportBot.Core.Voice.Versions;
using SupportBot.Settings;

namespace SupportBot.Cli.Tuning;

internal static class VoiceVersionArgument
{
    public static Argument<string> Create() => new("VERSION")
    {
        Description = "A version of the voice, such as v1; 'voice status' lists them.",
    };

    public static async Task<VoiceVersion> FindAsync(
        IServiceProvider services, string given, CancellationToken cancellationToken) =>
        VoiceVersion.NumberOf(given) is { } number
            && await services.GetRequiredService<VoiceVersionStore>().FindAsync(number, cancellationToken) is { } found
            ? found
            : throw new SettingsException($"There is no version {given}. See: supportbot voice status");
}
