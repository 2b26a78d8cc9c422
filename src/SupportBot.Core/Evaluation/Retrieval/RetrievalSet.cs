using System.Text.Json.Serialization;

namespace SupportBot.Core.Evaluation.Retrieval;

/// <summary>Documents, questions, and which documents answer which question.</summary>
/// <param name="Corpus">Everything that can be found.</param>
/// <param name="Queries">The questions for which at least one document is known.</param>
public sealed record RetrievalSet(IReadOnlyList<RetrievalDocument> Corpus, IReadOnlyList<RetrievalQuery> Queries);

/// <param name="Id">Unique in the corpus.</param>
/// <param name="Text">The passage.</param>
/// <param name="Title">The title; empty if there is none.</param>
public sealed record RetrievalDocument([property: JsonPropertyName("_id")] string Id, string Text, string Title = "");

/// <param name="Id">Unique in the set. Turns of one conversation share what stands before <c>&lt;::&gt;</c>.</param>
/// <param name="Text">The question.</param>
/// <param name="Relevant">Grades above 0 by document id.</param>
public sealed record RetrievalQuery(string Id, string Text, IReadOnlyDictionary<string, int> Relevant)
{
    /// <summary>Questions of one conversation are not independent of each other.</summary>
    public string Conversation => Id.Split("<::>")[0];
}
