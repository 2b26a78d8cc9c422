using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Generation;

/// <summary>What to write, and from what.</summary>
/// <param name="Question">The self-contained question.</param>
/// <param name="Language">Two-letter code of the language to write in.</param>
/// <param name="Passages">The only sources; the first is cited as <c>[1]</c>.</param>
public sealed record WritingTask(string Question, string Language, IReadOnlyList<Chunk> Passages)
{
    /// <summary>The model that writes, as it is called; empty for the one of the settings.</summary>
    public string Model { get; init; } = "";
}

/// <summary>What to translate.</summary>
/// <param name="From">Two-letter code of its language.</param>
/// <param name="To">Two-letter code of the other one.</param>
/// <param name="Before">What stands before the texts, so that they can be understood; empty for nothing.</param>
/// <param name="Texts">One sentence or line each; <c>{1}</c> stands for what must stay as it is.</param>
public sealed record TranslationTask(string From, string To, string Before, IReadOnlyList<string> Texts);

/// <summary>What came of a translation.</summary>
/// <param name="Texts">As many as there were, in their order.</param>
public sealed record Translation(IReadOnlyList<string> Texts);

/// <summary>Sentences to judge, in the order of the draft.</summary>
/// <param name="Before">
/// What stands before the first one in the draft, so that it can be understood; empty for nothing.
/// </param>
/// <param name="Inferences">At least one.</param>
public sealed record JudgementTask(string Before, IReadOnlyList<Inference> Inferences);

/// <summary>Whether one text follows from others.</summary>
/// <param name="Hypothesis">A sentence of an answer, Markdown without marks of sources.</param>
/// <param name="Premises">The passages that it cites, each with its title; at least one.</param>
public sealed record Inference(string Hypothesis, IReadOnlyList<string> Premises);

/// <param name="Entailed">Of each sentence, in order, whether its premises entail it.</param>
public sealed record Judgement(IReadOnlyList<bool> Entailed);
