using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Turns;

namespace SupportBot.Dialogs;

// Counts what became of the sentences that models wrote.
internal sealed class CountedAnswers(AnswerPipeline pipeline, MessageMetrics metrics)
{
    public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
    {
        var answer = await pipeline.AnswerAsync(question, show, cancellationToken);
        if (answer.Trace.Calls.Count > 0)
            foreach (var sentence in answer.Trace.Sentences) metrics.Checked(sentence);
        return answer;
    }
}
