namespace SupportBot.Core.Voice.Versions;

/// <summary>How far a tuned model has come.</summary>
public enum VoiceState
{
    /// <summary>Its training runs, or waits to be run.</summary>
    Training,

    /// <summary>Its training failed or was cancelled.</summary>
    Failed,

    Trained,

    /// <summary>Measured on held-out questions, whether or not it passed the gate.</summary>
    Evaluated,

    /// <summary>It writes beside the model that serves; its replies are checked, counted and shown to nobody.</summary>
    Shadow,

    /// <summary>It writes for a share of the conversations.</summary>
    Canary,

    /// <summary>It writes for all conversations.</summary>
    All,

    /// <summary>Rolled back, or replaced by a later version.</summary>
    Retired,
}

/// <summary>A tuned model of a brand.</summary>
public sealed record VoiceVersion
{
    /// <summary>From 1, per brand.</summary>
    public required int Number { get; init; }

    /// <summary>What people call it: <c>v1</c>.</summary>
    public string Id => $"v{Number}";

    /// <summary>How it was trained: <c>azure</c>, <c>openai</c> or <c>open</c>.</summary>
    public required string Route { get; init; }

    public required string BaseModel { get; init; }

    /// <summary>Hash of the training rows, 64 hexadecimal digits.</summary>
    public required string Dataset { get; init; }

    /// <summary>The trainer's id of the job, or a folder; empty until it was started.</summary>
    public string JobId { get; init; } = "";

    /// <summary>The trainer's name of the result: a model, a checkpoint or an adapter; empty until trained.</summary>
    public string TunedModel { get; init; } = "";

    /// <summary>The name by which it is called: a deployment, a model or an adapter; empty until deployed.</summary>
    public string Model { get; init; } = "";

    public required VoiceState State { get; init; }

    /// <summary>Percentage of the conversations that it writes for: 1 to 99 in a canary, else 0.</summary>
    public int Share { get; init; }

    /// <summary>Number of the version that it replaced for all; 0 for the untuned model.</summary>
    public int Replaces { get; init; }

    /// <summary>Why it failed or was retired; empty otherwise.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The last evaluation; null until there is one.</summary>
    public VoiceEvaluation? Evaluation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the state last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether it is on trial beside the model that serves.</summary>
    public bool IsCandidate => State is VoiceState.Shadow or VoiceState.Canary;

    /// <summary>Reads <c>v1</c>; null where it is no such id.</summary>
    public static int? NumberOf(string id) =>
        id.Length is > 1 and < 10 && id[0] is 'v' or 'V' && int.TryParse(id.AsSpan(1), out var number) && number > 0
            ? number
            : null;
}
