using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Answers.Generation;

/// <summary>What to write, and from what.</summary>
/// <param name="Question">The self-contained question.</param>
/// <param name="Language">Two-letter code of the language to write in.</param>
/// <param name="Passages">The only sources; the first is cited as <c>[1]</c>.</param>
public sealed record WritingTask(string Question, string Language, IReadOnlyList<Chunk> Passages);

/// <summary>What to translate.</summary>
/// <param name="From">Two-letter code of its language.</param>
/// <param name="To">Two-letter code of the other one.</param>
/// <param name="Before">What stands before the texts, so that they can be understood; empty for nothing.</param>
/// <param name="Texts">One sentence or line each; <c>{1}</c> stands for what must stay as it is.</param>
public sealed record TranslationTask(string From, string To, string Before, IReadOnlyList<string> Texts);

/// <summary>What came of a translation.</summary>
/// <param name="Texts">As many as there were, in their order.</param>
public sealed record Translation(IReadOnlyList<string> Texts);

/// <summary>What to judge.</summary>
/// <param name="Before">
/// What stands before the sentence in the draft, so that it can be understood; empty for nothing.
/// </param>
/// <param name="Claim">A sentence of an answer.</param>
/// <param name="Passages">What it rests on.</param>
public sealed record JudgementTask(string Before, string Claim, IReadOnlyList<Chunk> Passages);

/// <param name="IsEntailed">Whether the passages say what the sentence claims.</param>
public sealed record Judgement(bool IsEntailed);
