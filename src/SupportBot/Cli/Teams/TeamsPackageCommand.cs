using System.CommandLine;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Cli.Teams;

/// <summary><c>supportbot teams package</c>: writes the app package from the settings and the brand.</summary>
internal sealed class TeamsPackageCommand : Command
{
    private readonly Option<string> _out = new("--out") { Description = "The zip file to write.", HelpName = "FILE", Required = true };

    public TeamsPackageCommand() : base("package", "Write the app package that is uploaded to Teams. Exit code 0: written; 2: a setting is wrong.")
    {
        Options.Add(_out);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddLogging().AddSupportBot(Configuration.Read([])).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        var options = services.GetRequiredService<IOptions<TeamsAppOptions>>().Value;
        var app = new AppDetails(
            options,
            services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value,
            services.GetRequiredService<IOptions<ServerOptions>>().Value,
            services.GetRequiredService<Brand>());
        if (app.Problems() is { Count: > 0 } problems) throw new SettingsException([.. problems]);

        var package = AppPackage.Create(app, AppIcons.Color(options, app.Color), AppIcons.Outline(options));
        var file = Path.GetFullPath(arguments.GetValue(_out)!);
        await WriteAsync(file, package, cancellationToken);
        Terminal.WriteLine($"{file}: {app.Name} {app.Version}, app {app.Id} for the bot {app.BotId}.");
        Terminal.WriteLine("Upload it in Teams: Apps, Manage your apps, Upload an app.");
        return 0;
    }

    private static async Task WriteAsync(string file, byte[] package, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(file, package, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file} cannot be written: {e.Message} Choose another place with --out FILE.");
        }
    }
}
