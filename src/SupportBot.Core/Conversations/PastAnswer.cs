using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Answers;

namespace SupportBot.Core.Conversations;

// The parts of a stored answer that the next turn needs.
internal sealed record PastAnswer(AnswerKind Kind, IReadOnlyList<PastCitation> Citations);

internal sealed record PastCitation(string DocumentId);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PastAnswer))]
internal sealed partial class PastAnswerJson : JsonSerializerContext;
