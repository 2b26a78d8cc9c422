using System.CommandLine;
using SupportBot.Core.Conversations;

namespace SupportBot.Cli.Conversations;

internal sealed class ConversationsRevokeCommand : DataCommand
{
    private readonly Argument<string> _subject = new("SUBJECT")
    {
        Description = "The site's id of the visitor: sub of the JWT, or userId.",
    };

    public ConversationsRevokeCommand() : base("revoke",
        "Revoke a signed-in visitor: the tokens of their conversations stop working at once. "
        + "Exit code 0: revoked; 2: a setting is wrong, or the database cannot be opened.") => Add(_subject);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var closed = await services.GetRequiredService<VisitorIdentityStore>()
            .RevokeAsync(arguments.GetValue(_subject)!, cancellationToken);
        Terminal.WriteLine(
            $"Revoked. {closed} {(closed == 1 ? "conversation is" : "conversations are")} closed to the visitor, who "
                + "needs a JWT issued from now on.");
        return 0;
    }
}
