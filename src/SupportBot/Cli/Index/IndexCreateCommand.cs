using System.CommandLine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

internal sealed class IndexCreateCommand() : DataCommand("create",
    "Make the index in Elasticsearch, empty; the host fills it. Exit code 0: it is there.")
{
    // Before the first start there is no database, but the index can be created already.
    protected override Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenWithoutIndexAsync(
            Configuration.Read(CommonOptions.Overrides(("Data:Path", arguments.GetValue(Data)))), cancellationToken);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var index = services.OnCluster("create");
        var isNew = await index.CreateAsync(cancellationToken);
        Terminal.WriteLine(isNew ? $"{index.Alias} is made." : $"{index.Alias} is there already.");
        return 0;
    }
}
