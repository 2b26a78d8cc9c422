using System.CommandLine;

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
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var index = services.OnCluster("create");
        Console.WriteLine(await index.CreateAsync(cancellationToken) ? $"{index.Alias} is made." : $"{index.Alias} is there already.");
        return 0;
    }
}
