namespace SupportBot.Embedded.Onnx;

internal enum Pooling
{
    Mean,

    Cls,
}
