using SupportBot.Core.Answers;

namespace SupportBot.Core.Audit;

/// <summary>A question that was answered.</summary>
/// <param name="ActivityId">The id of the answer in the log.</param>
/// <param name="Question">The question.</param>
/// <param name="Answer">The answer, with its citations and evidence.</param>
/// <param name="MessageId">The message that asked, by the channel's own id.</param>
/// <param name="Language">Of the reply's fixed texts: <c>en</c>, <c>de</c>.</param>
public sealed record AnsweredTurn(string ActivityId, string Question, Answer Answer, string MessageId, string Language);
