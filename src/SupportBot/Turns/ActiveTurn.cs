using Microsoft.Bot.Builder;
using SupportBot.Core.Audit;
using SupportBot.Core.Contact;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;

namespace SupportBot.Turns;

internal sealed class ActiveTurn(Turn turn, IChannel channel, IReplySink reply)
{
    public Turn Turn => turn;

    public IChannel Channel => channel;

    public IReplySink Reply => reply;

    public AnsweredTurn? Answered { get; set; }

    public HandoffAction? Handoff { get; set; }

    public ContactAction? Contact { get; set; }

    public Task<string> AskAsync(ButtonMessage prompt, CancellationToken cancellationToken)
    {
        if (prompt.Opens is { } form) Contact = new ContactAction.Open(form);
        return Reply.AskAsync(prompt, cancellationToken);
    }

    public static ActiveTurn Of(ITurnContext turnContext) =>
        Find(turnContext) ?? throw new InvalidOperationException("This activity does not belong to a stored turn.");

    // Null for an invoke, which is answered without being stored.
    public static ActiveTurn? Find(ITurnContext turnContext) => turnContext.TurnState.Get<ActiveTurn>();
}
