using System.Text.Json;
using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Versions;

internal sealed record VoiceVersionRow
{
    public const string Columns = """
        number AS Number, route AS Route, base_model AS BaseModel, dataset AS Dataset, job_id AS JobId,
        tuned_model AS TunedModel, model AS Model, state AS State, share AS Share, replaces AS Replaces,
        reason AS Reason, evaluation AS Evaluation, created_at AS CreatedAt, changed_at AS ChangedAt
        """;

    public required long Number { get; init; }
    public required string Route { get; init; }
    public required string BaseModel { get; init; }
    public required string Dataset { get; init; }
    public required string JobId { get; init; }
    public required string TunedModel { get; init; }
    public required string Model { get; init; }
    public required string State { get; init; }
    public required long Share { get; init; }
    public required long Replaces { get; init; }
    public required string Reason { get; init; }
    public string? Evaluation { get; init; }
    public required long CreatedAt { get; init; }
    public required long ChangedAt { get; init; }

    public VoiceVersion Version() => new()
    {
        Number = (int)Number,
        Route = Route,
        BaseModel = BaseModel,
        Dataset = Dataset,
        JobId = JobId,
        TunedModel = TunedModel,
        Model = Model,
        State = StoredName.Parse<VoiceState>(State),
        Share = (int)Share,
        Replaces = (int)Replaces,
        Reason = Reason,
        Evaluation = Evaluation is null
            ? null
            : JsonSerializer.Deserialize<VoiceEvaluation>(Evaluation, JsonSerializerOptions.Web),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
    };
}
