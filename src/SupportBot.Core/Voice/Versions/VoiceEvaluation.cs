using SupportBot.Core.Evaluation;

namespace SupportBot.Core.Voice.Versions;

/// <summary>A tuned model measured against its base model, on the same held-out questions.</summary>
/// <param name="At">When.</param>
/// <param name="Questions">SHA-256 of the file with the questions, lower-case hex.</param>
/// <param name="BaseModel">The model that it was compared with, as it is called.</param>
/// <param name="Model">The tuned model, as it is called.</param>
/// <param name="Profile">Version of the voice profile whose rules were applied; empty without a profile.</param>
/// <param name="Answers">Answerable questions that both models wrote an answer to.</param>
/// <param name="Unanswerable">Questions that the documents do not answer.</param>
/// <param name="Voice">Each measure of the voice apart.</param>
/// <param name="FactFailures">Share of the answerable questions with a sentence that failed a check of facts.</param>
/// <param name="Refusals">Share of the unanswerable questions that were not answered.</param>
public sealed record VoiceEvaluation(
    DateTimeOffset At, string Questions, string BaseModel, string Model, string Profile, int Answers,
    int Unanswerable, IReadOnlyList<VoiceChange> Voice, RateChange FactFailures, RateChange Refusals)
{
    /// <summary>Replies and fact failures of the base model: what live replies are compared with at first.</summary>
    public ReplyCount BaseReplies { get; init; } = new(0, 0);
}

/// <summary>One measure of the voice.</summary>
/// <param name="Name">Stable, such as <c>rules</c>.</param>
/// <param name="Base">Mean of the base model; higher is better.</param>
/// <param name="Candidate">Mean of the tuned model.</param>
/// <param name="Change">Candidate less base, paired by question, with its 95 % interval.</param>
public sealed record VoiceChange(string Name, double Base, double Candidate, Estimate Change);

/// <summary>A share of cases, 0 to 1.</summary>
/// <param name="Base">Of the base model.</param>
/// <param name="Candidate">Of the tuned model.</param>
/// <param name="Change">Candidate less base, paired by question, with its 95 % interval.</param>
public sealed record RateChange(double Base, double Candidate, Estimate Change);
