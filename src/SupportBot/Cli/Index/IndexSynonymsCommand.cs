using System.CommandLine;
using SupportBot.Brands;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

internal sealed class IndexSynonymsCommand : DataCommand
{
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "Rules, one a line: pwd = password = passcode. Without a file, those in use are printed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _remove = CommonOptions.Flag("--remove", "Remove all rules.");

    public IndexSynonymsCommand() : base("synonyms", "Show or replace the synonyms that questions are searched with in "
        + "Elasticsearch. Exit code 0: shown or replaced.") => Add(_file, _remove);

    // The file of a brand may be given, or another one in the same form.
    internal static IReadOnlyList<string> Read(string file)
    {
        var path = Path.GetFullPath(file);
        if (!File.Exists(path)) throw new SettingsException($"{path} does not exist.");
        return [.. BrandFiles.ReadSynonyms(path).Rules.Select(rule => rule.ToString())];
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var (file, remove) = (arguments.GetValue(_file), arguments.GetValue(_remove));
        if (file is not null && remove) throw new SettingsException("Give a file, or --remove, not both.");
        var index = services.OnCluster("synonyms");
        if (file is null && !remove) await ShowAsync(index, cancellationToken);
        else await ReplaceAsync(index, file is null ? [] : Read(file), cancellationToken);
        return 0;
    }

    private static async Task ShowAsync(ElasticsearchIndex index, CancellationToken cancellationToken)
    {
        var rules = await index.SynonymsAsync(cancellationToken);
        foreach (var rule in rules) Terminal.WriteLine(rule);
        if (rules.Count == 0)
            Terminal.WriteLine("There are no synonyms. Give a file with some: supportbot index synonyms FILE");
    }

    private static async Task ReplaceAsync(
        ElasticsearchIndex index, IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        await index.PutSynonymsAsync(rules, cancellationToken);
        Terminal.WriteLine(rules.Count == 0 ? "The synonyms are removed." : $"{rules.Count} synonym rules are in use.");
        if (rules.Count > 0 && await index.StatusAsync(cancellationToken) is { Index: not null, KnowsSynonyms: false })
            Terminal.WriteLine("The index was made before there were any, so questions do not know them yet. "
                + "Run: supportbot index rebuild");
    }
}
