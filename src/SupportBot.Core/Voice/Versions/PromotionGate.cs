using System.Globalization;

namespace SupportBot.Core.Voice.Versions;

/// <summary>What a tuned model must show before it may write for customers. It is fixed here and no setting.</summary>
public sealed record PromotionRules
{
    public static PromotionRules Default { get; } = new();

    /// <summary>Answers of both models: below 20, intervals of a style measure tell nothing.</summary>
    public int MinAnswers { get; init; } = 20;

    /// <summary>Questions without an answer in the documents.</summary>
    public int MinUnanswerable { get; init; } = 10;

    /// <summary>Rise of a rate that still counts as no rise, as a share.</summary>
    public double Tolerance { get; init; } = .02;
}

/// <summary>
/// Decides on a stored evaluation: the voice is significantly better, fact failures are not up, refusals not down.
/// </summary>
public static class PromotionGate
{
    /// <returns>Why it did not pass; empty if it did.</returns>
    public static IReadOnlyList<string> Objections(VoiceEvaluation? evaluation, PromotionRules? rules = null) =>
        evaluation is null
            ? ["It was not evaluated."]
            : [.. Size(evaluation, rules ?? PromotionRules.Default), .. Voice(evaluation),
                .. Rates(evaluation, rules ?? PromotionRules.Default)];

    private static IEnumerable<string> Size(VoiceEvaluation evaluation, PromotionRules rules)
    {
        if (evaluation.Answers < rules.MinAnswers)
            yield return $"Both models wrote {evaluation.Answers} answers; at least {rules.MinAnswers} are needed.";
        if (evaluation.Unanswerable < rules.MinUnanswerable)
            yield return $"There were {evaluation.Unanswerable} questions without an answer in the documents; "
                + $"at least {rules.MinUnanswerable} are needed.";
    }

    // Low and High bound the 95 % interval of the paired difference.
    private static IEnumerable<string> Voice(VoiceEvaluation evaluation)
    {
        foreach (var worse in evaluation.Voice.Where(measure => measure.Change.High < 0))
            yield return $"The voice is worse by {worse.Name}: {Number(worse.Base)} to {Number(worse.Candidate)}.";
        if (!evaluation.Voice.Any(measure => measure.Change.Low > 0))
            yield return "The voice is not significantly better by any measure.";
    }

    private static IEnumerable<string> Rates(VoiceEvaluation evaluation, PromotionRules rules)
    {
        var (facts, refusals) = (evaluation.FactFailures, evaluation.Refusals);
        if (facts.Change.Mean > rules.Tolerance || facts.Change.Low > 0)
            yield return $"Fact failures are up: {Percent(facts.Base)} to {Percent(facts.Candidate)} of the answers.";
        if (refusals.Change.Mean < -rules.Tolerance || refusals.Change.High < 0)
            yield return $"Refusals are down: {Percent(refusals.Base)} to {Percent(refusals.Candidate)} "
                + "of the questions that the documents do not answer.";
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
