using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Answers;

namespace SupportBot.Core.Conversations;

// The part of a stored answer that the next turn needs.
internal sealed record PastAnswer(AnswerKind Kind);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PastAnswer))]
internal sealed partial class PastAnswerJson : JsonSerializerContext;
