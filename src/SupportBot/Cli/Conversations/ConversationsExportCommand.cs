using System.CommandLine;
using System.Text.Json.Nodes;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

internal sealed class ConversationsExportCommand : DataCommand
{
    private readonly ChosenConversations _chosen = new();

    public ConversationsExportCommand() : base("export",
        "Print everything that is kept about a conversation as one JSON document. "
        + "Exit code 0: printed; 1: nothing is kept; 2: a setting is wrong.")
    {
        Add(_chosen.Id, _chosen.Visitor);
        Validators.Add(_chosen.Validate);
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var kept = services.GetRequiredService<ConversationArchive>();
        var exported = new JsonArray();
        foreach (var id in await _chosen.IdsAsync(arguments, kept, cancellationToken))
            if (await kept.ExportAsync(id, cancellationToken) is { } tables) exported.Add(Json(id, tables));
        JsonOutput.Print(new { conversations = exported });
        return exported.Count > 0 ? 0 : 1;
    }

    private static JsonObject Json(string id, IReadOnlyDictionary<string, IReadOnlyList<ArchivedRow>> tables)
    {
        var json = new JsonObject { ["id"] = id };
        foreach (var (table, rows) in tables) json[table] = new JsonArray([.. rows.Select(ArchivedRowJson.Of)]);
        return json;
    }
}
