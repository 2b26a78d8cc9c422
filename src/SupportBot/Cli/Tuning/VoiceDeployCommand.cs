using System.CommandLine;
using Microsoft.Extensions.Options;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;
using SupportBot.Settings;

namespace SupportBot.Cli.Tuning;

internal sealed class VoiceDeployCommand : DataCommand
{
    private readonly Argument<string> _version = VoiceVersionArgument.Create();

    public VoiceDeployCommand() : base("deploy",
        "Make a version callable again: a cloud deletes idle deployments, and a local server forgets adapters when it "
        + "restarts. Exit code 0: deployed; 2: a setting is wrong, or the server refuses.") => Add(_version);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var version = await VoiceVersionArgument.FindAsync(
            services, arguments.GetValue(_version)!, cancellationToken);
        var deployed = await AgainAsync(services, version, cancellationToken);
        Terminal.WriteLine($"{deployed.Id} is called as {deployed.Model}.");
        return 0;
    }

    public static async Task<VoiceVersion> AgainAsync(
        IServiceProvider services, VoiceVersion version, CancellationToken cancellationToken)
    {
        if (services.GetService<ITuningRoute>()?.Name != version.Route)
            throw new SettingsException($"{version.Id} was trained by the route {version.Route}. "
                + $"Set Tuning:Route to {version.Route}.");
        if (version.TunedModel.Length == 0)
            throw new SettingsException($"{version.Id} is not trained. See: supportbot voice status");
        var options = services.GetRequiredService<IOptions<TuningOptions>>().Value;
        if (options.HostingPrice > 0)
            Terminal.WriteError($"While it is deployed, it costs {options.HostingPrice} an hour, also where nobody "
                + $"calls it, by the prices of {options.PricesOf}.");
        return await services.GetRequiredService<VoiceTrainer>().DeployAsync(version, cancellationToken) switch
        {
            TuningResult<VoiceVersion>.Succeeded { Value: var deployed } => deployed,
            TuningResult<VoiceVersion>.Failed { Reason: var why } => throw new SettingsException(why),
            _ => throw new InvalidOperationException(),
        };
    }
}
