using System.CommandLine;
using System.CommandLine.Parsing;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

internal sealed class ChosenConversations
{
    public Argument<string?> Id { get; } = new("ID")
    {
        Description = "The conversation, as list names it.", Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<string?> Visitor { get; } = CommonOptions.Text(
        "--visitor", "USER", "All conversations that this person takes part in, shared ones too.");

    public void Validate(CommandResult result)
    {
        if (result.GetValue(Id) is null == result.GetValue(Visitor) is null)
            result.AddError("Give the ID of a conversation, or --visitor USER.");
    }

    public async Task<IReadOnlyList<string>> IdsAsync(
        ParseResult arguments, ConversationArchive kept, CancellationToken cancellationToken) =>
        arguments.GetValue(Visitor) is { } visitor
            ? [.. (await kept.ListAsync(visitor, text: null, int.MaxValue, cancellationToken))
                .Select(conversation => conversation.Id)]
            : [arguments.GetValue(Id)!];
}
