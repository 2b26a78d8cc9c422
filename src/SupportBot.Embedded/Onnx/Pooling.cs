namespace SupportBot.Embedded.Onnx;

/// <summary>How the vectors of a text's tokens become the text's.</summary>
internal enum Pooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>That of the first token, <c>[CLS]</c>.</summary>
    Cls,
}
