using System.CommandLine;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

// Rewrites the database files too, so that no byte of the text remains.
internal sealed class ConversationsEraseCommand : DataCommand
{
    private readonly ChosenConversations _chosen = new();
    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, kept in the audit.", HelpName = "TEXT", DefaultValueFactory = _ => "asked for",
    };

    public ConversationsEraseCommand() : base("erase",
        "Erase a conversation from the database and its files, for good. "
        + "Exit code 0: erased; 1: nothing is kept of it; 2: a setting is wrong, or the files are busy.")
    {
        Add(_chosen.Id, _chosen.Visitor, _reason);
        Validators.Add(_chosen.Validate);
    }

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var ids = await _chosen.IdsAsync(
            arguments, services.GetRequiredService<ConversationArchive>(), cancellationToken);
        // Runs even if no conversation is found, since running it again completes an interrupted erasure.
        var erased = await services.GetRequiredService<Erasure>()
            .EraseAsync(ids, arguments.GetValue(_reason)!, cancellationToken);
        Terminal.WriteLine(erased switch
        {
            0 => "Nothing is kept of it. List conversations: supportbot conversations list",
            1 => "1 conversation erased; nothing of its text is left in the database's files. "
                + "Backups and exports still hold it.",
            _ => $"{erased} conversations erased; nothing of their text is left in the database's files. "
                + "Backups and exports still hold them.",
        });
        return erased > 0 ? 0 : 1;
    }
}
