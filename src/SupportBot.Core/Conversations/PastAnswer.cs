using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Answers;

namespace SupportBot.Core.Conversations;

/// <summary>As much of a kept <see cref="Answer"/> as the next turn wants to know.</summary>
internal sealed record PastAnswer(AnswerKind Kind, IReadOnlyList<PastCitation> Citations);

internal sealed record PastCitation(string DocumentId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PastAnswer))]
internal sealed partial class PastAnswerJson : JsonSerializerContext;
