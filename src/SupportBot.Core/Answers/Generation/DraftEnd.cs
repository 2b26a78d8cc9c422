namespace SupportBot.Core.Answers.Generation;

/// <summary>How a model's draft ended.</summary>
internal enum DraftEnd
{
    /// <summary>It was said to its end.</summary>
    Whole,

    /// <summary>The model failed before anything was shown.</summary>
    Failed,

    /// <summary>The passages do not tell, says the model, or its checks left nothing.</summary>
    Nothing,

    /// <summary>Something was shown, and the rest failed or may not be said.</summary>
    BrokenOff,
}
