using System.CommandLine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

/// <summary><c>supportbot index create</c>: makes an empty index on the cluster, before the host starts.</summary>
internal sealed class IndexCreateCommand : Command
{
    private readonly Option<string?> _data = CommonOptions.Data();

    public IndexCreateCommand() : base("create", "Make the index in Elasticsearch, empty; the host fills it. Exit code 0: it is there.")
    {
        Options.Add(_data);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // Before the first start there is no database, and the index may be created nevertheless.
        var configuration = Configuration.Read(CommonOptions.Overrides(("Data:Path", arguments.GetValue(_data))));
        await using var services = await Composition.OpenWithoutIndexAsync(configuration, cancellationToken);
        var index = services.OnCluster("create");
        Terminal.WriteLine(await index.CreateAsync(cancellationToken) ? $"{index.Alias} is made." : $"{index.Alias} is there already.");
        return 0;
    }
}
