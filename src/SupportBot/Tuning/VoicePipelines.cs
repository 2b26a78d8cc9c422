using SupportBot.Core.Answers;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Tuning;

// The same pipeline as for customers, with a given model that writes.
internal sealed class VoicePipelines(IServiceProvider services)
{
    // Null for the model of the settings.
    public AnswerPipeline With(ServingVoice? voice) => ActivatorUtilities.CreateInstance<AnswerPipeline>(
        services, (ChooseVoice)((_, _) => Task.FromResult(voice)));
}
