using System.CommandLine;
using SupportBot.Core.Privacy;

namespace SupportBot.Cli.Conversations;

/// <summary>Which conversations a command is about: one by its id, or all of a person.</summary>
internal sealed class ChosenConversations
{
    private readonly Argument<string?> _id = new("ID") { Description = "The conversation, as list names it.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _visitor = new("--visitor") { Description = "All conversations that this person takes part in, shared ones too.", HelpName = "USER" };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_id);
        command.Options.Add(_visitor);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_id) is null == result.GetValue(_visitor) is null) result.AddError("Give the ID of a conversation, or --visitor USER.");
        });
    }

    public async Task<IReadOnlyList<string>> IdsAsync(ParseResult arguments, KeptConversations kept, CancellationToken cancellationToken) =>
        arguments.GetValue(_visitor) is { } visitor
            ? [.. (await kept.ListAsync(visitor, text: null, int.MaxValue, cancellationToken)).Select(conversation => conversation.Id)]
            : [arguments.GetValue(_id)!];
}
