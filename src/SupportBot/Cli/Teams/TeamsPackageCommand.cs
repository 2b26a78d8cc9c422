using System.CommandLine;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Brands;
using SupportBot.Desks.Teams;
using SupportBot.Settings;
using SupportBot.TeamsApp;

namespace SupportBot.Cli.Teams;

internal sealed class TeamsPackageCommand : RunnableCommand
{
    private readonly Option<string> _out = CommonOptions.Required("--out", "FILE", "The zip file to write.");

    public TeamsPackageCommand() : base("package", "Write the app package that is uploaded to Teams. "
        + "Exit code 0: written; 2: a setting is wrong.") => Add(_out);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection()
            .AddLogging().AddSupportBot(Configuration.Read([])).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        var options = services.GetRequiredService<IOptions<TeamsAppOptions>>().Value;
        var app = new AppDetails(
            options,
            services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value,
            services.GetRequiredService<IOptions<ServerOptions>>().Value,
            services.GetRequiredService<IOptions<TeamsDeskOptions>>().Value,
            services.GetRequiredService<Brand>());
        if (app.Problems() is { Count: > 0 } problems) throw new SettingsException([.. problems]);

        var package = AppPackage.Create(app, AppIcons.Color(options, app.Color), AppIcons.Outline(options));
        var file = Path.GetFullPath(arguments.GetValue(_out)!);
        OutputFile.Write(file, "--out", path => File.WriteAllBytes(path, package));
        Terminal.WriteLine($"{file}: {app.Name} {app.Version}, app {app.Id} for the bot {app.BotId}.");
        Terminal.WriteLine("Upload it in Teams: Apps, Manage your apps, Upload an app.");
        return 0;
    }
}
