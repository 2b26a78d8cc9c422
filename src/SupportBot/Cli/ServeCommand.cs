using System.CommandLine;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal sealed class ServeCommand : RunnableCommand
{
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<string?> _docs = CommonOptions.Docs();
    private readonly Option<string?> _url = CommonOptions.Text(
        "--url", "URL", "The address to serve (setting Server:Url, default http://localhost:5080).");

    public ServeCommand() : base("serve", "Serve the web chat and its demo page (the default).") =>
        Add(_data, _docs, _url);

    public override Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var configuration = Configuration.Read(CommonOptions.Overrides(
            ("Data:Path", arguments.GetValue(_data)),
            ("Docs:Path", arguments.GetValue(_docs)),
            ("Server:Url", arguments.GetValue(_url))));
        return Server.RunAsync(configuration, cancellationToken);
    }
}
